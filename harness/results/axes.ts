import type { BenchCase } from './schema.ts';

/**
 * What cases of one run may differ in besides transport, HTTP version and load: by which way clients reach the
 * server, how many servers there are, where their log is, who plays the clients. By name in a case's parameters,
 * absent where it is as usual.
 */
const AXES = ['via', 'servers', 'log', 'engine'] as const;

type OnAxes = Pick<BenchCase, 'parameters'>;

/** How many of them two cases differ in. */
export const axesApart = (a: OnAxes, b: OnAxes): number =>
  AXES.filter((name) => a.parameters[name] !== b.parameters[name]).length;

/** Where a case is not as usual, such as ["via=nginx-tuned", "servers=2"]. */
export const axisNames = ({ parameters }: OnAxes): readonly string[] =>
  AXES.flatMap((name) => (parameters[name] === undefined ? [] : `${name}=${parameters[name]}`));
