import { until as readUntil } from './until.ts';

/** A lesson's page in whichever browser, as far as tests of lessons need it. */
export interface DrivenPage {
  readonly browser: 'chromium' | 'firefox';
  click(selector: string): Promise<void>;
  /** Types into a field, or chooses an option of a select. */
  fill(selector: string, value: string): Promise<void>;
  /** Text of the first that fits; empty where there is none. */
  text(selector: string): Promise<string>;
  /** An attribute of the first that fits; null where there is none. */
  attribute(selector: string, name: string): Promise<string | null>;
}

const PATIENCE = { withinMs: 20_000, everyMs: 50 };

/** Reads again and again until it is as it should be; rejects with what was read last. */
export async function until<Value>(
  what: string,
  read: () => Promise<Value> | Value,
  isRight: (value: Value) => boolean,
): Promise<Value> {
  const value = await readUntil(read, isRight, PATIENCE);
  if (!isRight(value)) throw new Error(`waited in vain until ${what}; last: ${JSON.stringify(value)}`);
  return value;
}

/** Drives a lesson's live demonstration, which has been started, and checks what it shows: `lessons/<id>/test-demo.ts`. */
export type DriveDemo = (page: DrivenPage) => Promise<void>;
