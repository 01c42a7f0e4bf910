import type { Run } from '../../harness/results/schema.ts';
import { trialsOf } from '../report.ts';
import type { RunSummary } from '../run-entry.ts';

/** What a list shows of a run. */
export function summaryOf(run: Run): RunSummary {
  const { environment, capacity, cases } = run;
  const measured = capacity?.cases ?? cases;
  const titles = [...Object.values(run.scenarios), ...Object.values(run.faults ?? {})].map(
    ({ title }) => title,
  );
  const has = new Set(measured.map(({ transport }) => transport));
  const warnings = [...run.warnings, ...cases.flatMap((one) => one.warnings)];
  return {
    title: {
      en: titles.map(({ en }) => en).join(' · '),
      ko: titles.map(({ ko }) => ko).join(' · '),
    },
    command: run.command,
    seed: run.seed,
    machine: {
      cpu: environment.cpu,
      cores: environment.cores,
      memoryBytes: environment.memoryBytes,
      os: environment.os,
      node: environment.node,
    },
    complete: run.complete,
    valid: !warnings.some(({ fatal }) => fatal),
    cases: measured.length,
    trials: capacity ? capacity.cases.reduce((sum, { probes }) => sum + probes.length, 0) : trialsOf(run),
    scenarios: Object.keys(run.scenarios),
    faults: Object.keys(run.faults ?? {}),
    transports: Object.entries(run.transports)
      .filter(([id, { role }]) => role === 'compared' && (has.size === 0 || has.has(id)))
      .map(([id, { title, colour }]) => ({ id, title, colour })),
    http: [...new Set(measured.flatMap(({ http }) => http ?? []))].sort(),
    capacity: capacity !== undefined,
  };
}
