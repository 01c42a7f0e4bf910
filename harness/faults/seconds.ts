import { z } from 'zod';

/** Past an hour a number is a slip of the finger. */
const MOST = 3_600;

/** A length of time in seconds, above 0. */
export const seconds = (usual: number) =>
  z.number('a number').gt(0, 'above 0').max(MOST, `at most ${MOST}`).default(usual);

/** How long is measured after the fault: long enough for those to come back who do. */
export const recoverSeconds = (usual: number) => seconds(usual).describe('seconds measured after the fault');

export const toUs = (lengthSeconds: number): number => Math.round(lengthSeconds * 1e6);
