import { z } from 'zod';

/** Past this a number is a slip of the finger, and would only fill the memory. */
const MOST = 1_000_000;

/** A whole number from 1: clients, rooms, bytes. */
export const atLeastOne = (usual: number) =>
  z.number('a number').int('a whole number').min(1, 'at least 1').max(MOST, `at most ${MOST}`).default(usual);

/** A number above 0: a rate, a length of time. */
export const positive = (usual: number) =>
  z.number('a number').gt(0, 'above 0').max(MOST, `at most ${MOST}`).default(usual);

/** A number from 0, where 0 turns off what it measures. */
export const zeroOrMore = (usual: number) =>
  z.number('a number').min(0, 'at least 0').max(MOST, `at most ${MOST}`).default(usual);
