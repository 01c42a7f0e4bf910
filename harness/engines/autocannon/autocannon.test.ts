import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { loadMeters } from '../../load-parts.ts';
import { runTrial } from '../../trial.ts';
import type { TrialPlan } from '../../trial-plan.ts';
import { cannot } from './cannot.ts';
import autocannon from './index.ts';

const run = promisify(execFile);

const plan: TrialPlan = {
  scenario: 'live-feed',
  parameters: { clients: 24, rate: 10, payloadBytes: 50 },
  transport: 'polling',
  http: '1.1',
  tls: true,
  seed: 'cannon',
  warmUpUs: 500_000,
  durationUs: 1_500_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 1_000,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
  engine: 'autocannon',
};

for (const transport of ['polling', 'long-polling']) {
  test(`autocannon plays ${transport}: every delivery is accounted for, and saturation stands apart`, async () => {
    const { trial, failures } = await runTrial(
      { ...plan, transport },
      {
        index: 0,
        engine: autocannon,
        meters: await loadMeters(),
        signal: new AbortController().signal,
        onPhase: () => {},
      },
    );
    expect([...failures]).toEqual([]);
    const { expected } = trial.deliveries;
    expect(expected).toBe(24 * trial.source.published);
    expect(trial.deliveries).toMatchObject({
      received: expected,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      unexpected: 0,
      starved: 0,
    });
    expect(trial.latencyUs.endToEnd.count).toBe(expected);
    expect(trial.latencyUs.request?.count).toBeGreaterThan(0);
    // One connection for each tab, and those of the saturation are counted in none of the trial's figures.
    expect(trial.connections).toMatchObject({ tcpOpened: 24, tcpPeak: 24, protocols: ['http/1.1'] });
    const { saturation } = trial.engine ?? {};
    expect(saturation?.connections).toBe(24);
    const polledPerSecond = 24;
    expect(saturation?.requestsPerSecond).toBeGreaterThan(polledPerSecond);
  }, 60_000);
}

test('what autocannon cannot play is told in both languages, and what it can is not', () => {
  const asked = { ...plan, upstream: false };
  const fault = { id: 'reset', parameters: {}, fromUs: 0, lengthUs: 1, recoverUs: 1 };
  const refused = [
    { ...asked, transport: 'sse' },
    { ...asked, transport: 'websocket', http: '2' as const },
    { ...asked, http: '2' as const },
    { ...asked, upstream: true },
    { ...asked, fault },
    { ...asked, keepAlive: false },
    { ...asked, pollIntervalMs: 2_000 },
    { ...asked, pollIntervalMs: 300 },
  ].map((one) => cannot(one));
  for (const reason of refused) {
    expect(reason?.en).toMatch(/autocannon|fault/);
    expect(reason?.ko).toMatch(/[가-힣]/);
  }
  expect(cannot(asked)).toBeUndefined();
  expect(cannot({ ...asked, pollIntervalMs: 250 })).toBeUndefined();
  // Who is not paced does not mind the interval.
  expect(cannot({ ...asked, transport: 'long-polling', pollIntervalMs: 300 })).toBeUndefined();
});

/** Loads engines as a process does in which there is no package autocannon. */
const withoutPackage = `
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(name, context, next) {
      if (name === 'autocannon') throw new Error('no such package');
      return next(name, context);
    },
  });
  const { findEngines } = await import('${new URL('../../load-parts.ts', import.meta.url)}');
  console.log((await findEngines(['native'])).map(({ id }) => id).join());
  await findEngines(['native', 'autocannon']).catch(({ code, message }) => console.log(code, message));
`;

test('where the package is missing, one sentence says how to get it, and other engines play all the same', async () => {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', withoutPackage]);
  const [native, refused] = stdout.split('\n');
  expect(native).toBe('native');
  expect(refused).toMatch(/^autocannon-missing Expected the package autocannon .*"npm ci"\.$/);
});
