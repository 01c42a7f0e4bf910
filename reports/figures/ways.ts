import { axesApart, axisNames } from '../../harness/results/axes.ts';
import type { BenchCase, Run } from '../../harness/results/schema.ts';
import { isValid } from '../../harness/results/validity.ts';
import type { Language } from '../drawing/look.ts';
import { isReference, type Report } from '../report.ts';
import { texts } from '../texts.ts';

/** The cases that may be ranked: measured, valid, and not the reference. */
export const competing = (run: Run): readonly BenchCase[] =>
  run.cases.filter((one) => isValid(one) && !isReference(run, one) && one.trials.length > 0);

/** The report with the cases of the first way in it that a valid one went, and the reference. */
export function ofFirstWay(report: Report): Report {
  const { run } = report;
  const first = firstWay(run);
  const cases = run.cases.filter(
    (one) => isReference(run, one) || first === undefined || axesApart(one, first) === 0,
  );
  return { ...report, run: { ...run, cases } };
}

/** Its name, such as "via nginx-tuned"; null where all cases went the same way. */
export function firstWayName(run: Run, language: Language): string | null {
  const first = firstWay(run);
  const compared = run.cases.filter((one) => !isReference(run, one));
  if (first === undefined || compared.every((one) => axesApart(one, first) === 0)) return null;
  return wayName(first, language);
}

/** Such as "via nginx-tuned, servers 2". */
export const wayName = (one: BenchCase, language: Language): string =>
  axisNames(one)
    .map((name) => name.replace('=', ' '))
    .join(', ') || texts.findings.usualWay[language];

function firstWay(run: Run): BenchCase | undefined {
  const valid = competing(run);
  return run.cases.find(
    (one) => !isReference(run, one) && valid.some((other) => axesApart(one, other) === 0),
  );
}
