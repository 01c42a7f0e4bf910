import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { needProgram } from '../../lab/outside-program.ts';
import { openLoadSession } from '../engines/native/load-session.ts';
import { CORES, type Program } from '../lab-process.ts';
import { loadMeters } from '../load-parts.ts';
import type { Warning } from '../results/warning-schema.ts';
import { runTrial } from '../trial.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { warningsOf } from '../warnings.ts';
import type { Phase } from '../watch-trial.ts';

const plan: TrialPlan = {
  scenario: 'live-feed',
  parameters: { clients: 40, rate: 20, payloadBytes: 50 },
  transport: 'sse',
  http: '1.1',
  tls: false,
  seed: 'provoked',
  warmUpUs: 250_000,
  durationUs: 1_000_000,
  tabsPerBrowser: 1,
  keepAlive: true,
  pollIntervalMs: 500,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
};

const loadProgram: Program = { file: new URL('../engines/native/load-process.ts', import.meta.url) };

interface Given {
  readonly server?: Program;
  readonly load?: Program;
  readonly onPhase?: (phase: Phase) => void;
}

/** The warnings of one real trial. */
async function warningsIn(given: Given = {}): Promise<readonly Warning[]> {
  const { load = loadProgram, server, onPhase = () => {} } = given;
  const { trial, failures } = await runTrial(plan, {
    index: 0,
    engine: { id: 'native', open: (own) => openLoadSession(own, load, 1) },
    meters: await loadMeters(),
    signal: new AbortController().signal,
    onPhase,
    ...(server && { server }),
  });
  return warningsOf({ plan, trials: [trial], failures });
}

const spinners: ChildProcess[] = [];
afterEach(() => {
  for (const spinner of spinners.splice(0)) spinner.kill('SIGKILL');
});

/** What tests that share these cores with others cannot promise not to be. */
const OF_A_BUSY_MACHINE = ['generator-saturated', 'server-late'];

test('an ordinary trial is valid, whatever else runs on the machine', async () => {
  const fatal = (await warningsIn()).filter((warning) => warning.fatal).map(({ code }) => code);
  expect(fatal.filter((code) => !OF_A_BUSY_MACHINE.includes(code))).toEqual([]);
});

test('clients that share their core with busy loops are saturated, and the loops are seen', async (context) => {
  const taskset = needProgram(context, 'taskset');
  const cores = CORES > 1 ? `1-${CORES - 1}` : '0';
  const warnings = await warningsIn({
    // Once the clients stand: started beside so many they would take longer than anybody waits.
    onPhase: (phase) => {
      if (phase !== 'warm-up') return;
      for (let count = 0; count < 10 * CORES; count++) {
        spinners.push(spawn(taskset, ['-c', cores, 'sh', '-c', 'while :; do :; done'], { stdio: 'ignore' }));
      }
    },
  });
  expect(warnings.map(({ code }) => code)).toContain('cpu-used-by-others');
  const saturated = warnings.find(({ code }) => code === 'generator-saturated');
  expect(saturated?.fatal).toBe(true);
  expect(saturated?.seen.en).toMatch(/waited for a core|event loop/);
});

test('a load process whose clock runs ahead is found out, and named', async () => {
  const shift = `
    const read = process.hrtime;
    const ahead = () => { const [s, ns] = read(); return [s + 1, ns]; };
    process.hrtime = Object.assign(ahead, { bigint: read.bigint });`;
  const nodeFlags = ['--import', `data:text/javascript,${encodeURIComponent(shift)}`];
  const warnings = await warningsIn({ load: { ...loadProgram, nodeFlags } });
  const clock = warnings.find(({ code }) => code === 'clock-not-comparable');
  expect(clock?.fatal).toBe(true);
  expect(clock?.seen.en).toMatch(/^A load process’s clock is off by at least (990|1000) ms\.$/);
});

test('a server at its cap on connections is said to have hit a limit', async () => {
  const file = new URL('./capped-server-process.ts', import.meta.url);
  const warnings = await warningsIn({ server: { file } });
  const limit = warnings.find(({ code }) => code === 'limit-hit');
  expect(limit?.fatal).toBe(true);
  expect(limit?.seen.en).toMatch(/the server’s cap on connections \(\d+ turned away\)/);
});
