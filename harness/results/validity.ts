import type { BenchCase } from './schema.ts';

/** The code of the warning that a proxy did to a case what is known of it. */
export const FORETOLD = 'foretold';

/**
 * Why the figures of a case are no basis for a choice: a fatal warning, or damage that was foretold and seen. The
 * second makes no run invalid: it is what was asked for.
 */
export function flawOf({ warnings }: BenchCase): 'invalid' | 'damaged' | undefined {
  if (warnings.some(({ fatal }) => fatal)) return 'invalid';
  return warnings.some(({ code }) => code === FORETOLD) ? 'damaged' : undefined;
}

/** A case whose figures count. */
export const isValid = (benchCase: BenchCase): boolean => flawOf(benchCase) === undefined;
