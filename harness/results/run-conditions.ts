import type { BenchCase, Run } from './schema.ts';

/** What a case is asked to do. */
export type CaseLoad = Pick<BenchCase, 'id' | 'tls' | 'parameters' | 'fault'>;

/**
 * What cases do otherwise than those of the same id in another run, such as "clients 100 instead of
 * 200", each once; empty where they did the same. What only one of the runs knows of is passed over: one of them is
 * older.
 */
export function otherLoads(cases: readonly CaseLoad[], baseline: Pick<Run, 'cases'>): readonly string[] {
  const found = cases.flatMap((one) => {
    const other = baseline.cases.find(({ id }) => id === one.id);
    return other === undefined ? [] : differing(allOf(one), allOf(other));
  });
  return [...new Set(found)];
}

/** Under what other circumstances a run was measured than another; each a phrase, empty where under the same. */
export function otherConditions(run: Run, baseline: Run): readonly string[] {
  const { packages, ...own } = run.environment;
  const { packages: theirPackages, ...theirs } = baseline.environment;
  return differing(
    { seed: run.seed, ...own, ...packages },
    { seed: baseline.seed, ...theirs, ...theirPackages },
  );
}

function allOf({ tls, parameters, fault }: CaseLoad): Values {
  if (fault === undefined) return { tls, ...parameters };
  const { parameters: own, ...when } = fault;
  const struckBy = Object.entries({ ...when, ...own }).map(([name, value]) => [`fault ${name}`, value]);
  return { tls, ...parameters, ...Object.fromEntries(struckBy) };
}

type Values = Readonly<Record<string, unknown>>;

const differing = (own: Values, theirs: Values): string[] =>
  Object.entries(own).flatMap(([name, value]) =>
    name in theirs && theirs[name] !== value ? [`${name} ${value} instead of ${theirs[name]}`] : [],
  );
