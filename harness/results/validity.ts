import type { BenchCase } from './schema.ts';

/** A case with a fatal warning was measured, but its figures are no basis for a choice. */
export const isValid = (benchCase: BenchCase): boolean => !benchCase.warnings.some(({ fatal }) => fatal);
