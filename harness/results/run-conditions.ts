import type { BenchCase, Run } from './schema.ts';

/** What a case is asked to do. */
export type CaseLoad = Pick<BenchCase, 'id' | 'tls' | 'parameters' | 'fault'>;

/** One thing that was otherwise: by its name in run.json, as it was, and as it was in the other. */
export interface Otherness {
  readonly name: string;
  readonly own: unknown;
  readonly theirs: unknown;
}

/**
 * What cases do otherwise than those of the same id in another run, such as "clients 100 instead of
 * 200", each once; empty where they did the same. What only one of the runs knows of is passed over: one of them is
 * older.
 */
export function otherLoads(cases: readonly CaseLoad[], baseline: Pick<Run, 'cases'>): readonly string[] {
  const found = cases.flatMap((one) => {
    const other = baseline.cases.find(({ id }) => id === one.id);
    return other === undefined ? [] : differingLoads(one, other).map(phraseOf);
  });
  return [...new Set(found)];
}

/** Under what other circumstances a run was measured than another; each a phrase, empty where under the same. */
export const otherConditions = (run: Run, baseline: Run): readonly string[] =>
  differingConditions(run, baseline).map(phraseOf);

/** What one case did otherwise than another: TLS, parameters, and what its fault was set to. */
export const differingLoads = (one: CaseLoad, other: CaseLoad): readonly Otherness[] =>
  differing(allOf(one), allOf(other));

/** Seed, machine and versions in which two runs differ. */
export function differingConditions(run: Run, baseline: Run): readonly Otherness[] {
  const { packages, ...own } = run.environment;
  const { packages: theirPackages, ...theirs } = baseline.environment;
  return differing(
    { seed: run.seed, ...own, ...packages },
    { seed: baseline.seed, ...theirs, ...theirPackages },
  );
}

/** How a load is carried, such as how often is asked: to be told, and perhaps what is compared. */
const OF_THE_POLICY: ReadonlySet<string> = new Set([
  'tabsPerBrowser',
  'keepAlive',
  'pollIntervalMs',
  'longPollTimeoutMs',
  'heartbeatMs',
  'source',
  'resume',
  'watchdog',
  'reopen',
  'coldLog',
  'reconnectDelayMs',
  'retryMs',
  'retryJitterMs',
  'logEvents',
  'bufferingHint',
]);

export const isOfThePolicy = ({ name }: Otherness): boolean => OF_THE_POLICY.has(name);

/** What a case only carries where it was asked for, as it is elsewhere. */
const AS_USUAL = {
  resume: true,
  watchdog: false,
  reopen: false,
  coldLog: false,
  reconnectDelayMs: 'none',
  retryMs: 'none',
  retryJitterMs: 'none',
  logEvents: 1_024,
  servers: 1,
  log: 'memory',
  engine: 'native',
  via: 'direct',
  bufferingHint: true,
};

function allOf({ tls, parameters, fault }: CaseLoad): Values {
  const asked = { ...AS_USUAL, tls, ...parameters };
  if (fault === undefined) return asked;
  const { parameters: own, ...when } = fault;
  const struckBy = Object.entries({ ...when, ...own }).map(([name, value]) => [`fault ${name}`, value]);
  return { ...asked, ...Object.fromEntries(struckBy) };
}

type Values = Readonly<Record<string, unknown>>;

const differing = (own: Values, theirs: Values): readonly Otherness[] =>
  Object.entries(own).flatMap(([name, value]) =>
    name in theirs && theirs[name] !== value ? [{ name, own: value, theirs: theirs[name] }] : [],
  );

const phraseOf = ({ name, own, theirs }: Otherness): string => `${name} ${own} instead of ${theirs}`;
