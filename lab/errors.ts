const meanings = new Map<string, string>();

/**
 * Declares the error codes of one module: code → what it means. Returns code → code, so that a
 * misspelt code does not compile. A code that another module already took is refused, because an
 * error must name one thing.
 */
export function defineErrorCodes<const Codes extends Record<string, string>>(
  codes: Codes,
): { readonly [Code in keyof Codes]: Code } {
  for (const [code, meaning] of Object.entries(codes)) {
    if (meanings.has(code)) {
      throw new Error(`The error code ${code} is declared twice; choose another for one of them.`);
    }
    meanings.set(code, meaning);
  }
  return Object.fromEntries(Object.keys(codes).map((code) => [code, code])) as {
    readonly [Code in keyof Codes]: Code;
  };
}

/** Every code of the modules loaded so far, with its meaning. */
export const listErrorCodes = (): ReadonlyMap<string, string> => meanings;

export interface LabErrorDetails {
  /** What would have been right, as a phrase that follows "expected". */
  readonly expected: string;
  /** What came instead. */
  readonly got: string;
  /** What to do about it, as a sentence. */
  readonly remedy?: string;
  /** The HTTP status to answer with where the error ends a request; 400 unless told. */
  readonly status?: number;
}

/** An error that a person can act on: what was expected, what came, what to do. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly code: string;
  readonly details: LabErrorDetails;

  constructor(code: string, details: LabErrorDetails) {
    const remedy = details.remedy === undefined ? '' : ` ${details.remedy}`;
    super(`Expected ${details.expected}, but got ${details.got}.${remedy}`);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return this.details.status ?? 400;
  }

  /** The JSON body of an HTTP answer. */
  toJSON(): { error: { code: string; message: string; expected: string; got: string } } {
    const { expected, got } = this.details;
    return { error: { code: this.code, message: this.message, expected, got } };
  }
}

/** The fault of what was typed: commands end with the exit code of wrong usage. */
export class UsageError extends LabError {}

/** The message of anything that was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
