import { expect, type TestContext, test } from 'vitest';
import { LabError } from '../lab/errors.ts';
import { findProgram, need } from '../lab/outside-program.ts';
import { isMeasured, type MeasuredClaim } from './claim.ts';
import type { Experiment } from './experiment.ts';
import { withLaboratory } from './laboratory.ts';
import { loadClaims, loadExperiments } from './load-parts.ts';

/** An experiment takes 5 to 15 s, and each opposite as long again. */
const TIMEOUT_MS = 300_000;

const [claims, experiments] = await Promise.all([loadClaims(), loadExperiments()]);

/** Errors that say what a machine does not have. */
const MISSING: Readonly<Record<string, { what: string; remedy: string }>> = {
  'network-namespace': {
    what: 'network namespaces (iproute2 and root)',
    remedy: 'Run as root on Linux.',
  },
  'spring-app-missing': { what: 'the Spring Boot application', remedy: 'Let .ci/run build it.' },
};

/** Where a program or a right is missing the test is passed over, or fails in CI. */
async function measure(context: TestContext, { figures }: Experiment, how: Experiment['measure']) {
  try {
    const lent = { seed: 'opposites', signal: context.signal };
    const measured = figures.parse(await withLaboratory(lent, how));
    expect(JSON.parse(JSON.stringify(measured))).toEqual(measured);
    return measured as never;
  } catch (error) {
    const missing = error instanceof LabError ? MISSING[error.code] : undefined;
    if (missing !== undefined) need(context, missing.what, false, missing.remedy);
    throw error;
  }
}

for (const experiment of experiments.values()) {
  const own = claims.filter(isMeasured).filter((claim) => claim.experiment === experiment.id);
  if (own.length === 0) continue;
  const numbers = own.map(({ number }) => number).join(', ');
  test(`claims ${numbers} come out otherwise where ${experiment.id} meets a planted opposite`, {
    timeout: TIMEOUT_MS,
  }, async (context) => {
    for (const name of experiment.needs) {
      const isThere = findProgram(name, process.env.PATH ?? '') !== undefined;
      need(context, `the program ${name}`, isThere, 'Let .ci/run install it.');
    }
    const figures = await measure(context, experiment, (lab) => experiment.measure(lab));
    for (const claim of own) await expectOtherwise(context, experiment, claim, figures);
  });
}

async function expectOtherwise(
  context: TestContext,
  experiment: Experiment,
  { number, judge }: MeasuredClaim,
  figures: never,
): Promise<void> {
  const opposite = experiment.opposites[number];
  if (opposite === undefined) throw new Error(`claim ${number} has no opposite`);
  const planted = judge(await measure(context, experiment, (lab) => opposite(lab)));
  const found = judge(figures);
  await context.annotate(`claim ${number}: ${found.verdict}, ${found.figure.en}`);
  await context.annotate(`its opposite: ${planted.verdict}, ${planted.figure.en}`);
  expect(planted.verdict, `claim ${number}`).not.toBe(found.verdict);
}
