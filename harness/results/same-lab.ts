import type { SelfTest } from './selftest-schema.ts';

const NAMES = ['lab', 'node', 'os', 'cpu', 'cores', 'memoryBytes'] as const;

/** False where another machine or other versions passed the self-test: it then says nothing of this one. */
export const isOfSameLab = (a: SelfTest['environment'], b: SelfTest['environment']): boolean =>
  NAMES.every((name) => a[name] === b[name]);
