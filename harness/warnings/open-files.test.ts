import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { loadTransports } from '../../transports/registry.ts';
import { startHost } from '../../transports/start-host.ts';
import { soundTrial } from '../sound-trial.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { warningsOf } from '../warnings.ts';

const run = promisify(execFile);

/** Opens tabs of the real client until the shell's limit stops it, and says what they report. */
const child = (port: number): string => `
  const { openBrowser } = await import('${new URL('../../transports/browser.ts', import.meta.url)}');
  const { loadTransports } = await import('${new URL('../../transports/registry.ts', import.meta.url)}');
  const sse = (await loadTransports()).get('sse');
  const failures = {};
  const fail = (what) => { failures[what] = (failures[what] ?? 0) + 1; };
  const sink = {
    onOpen() {}, onEvent() {}, onGap() {}, onRequest() {}, onAttempt() {}, onGiveUp() {},
    onDown: ({ code, message }) => fail('down, ' + code + ': ' + message),
  };
  const policy = { pollIntervalMs: 500, pollPhase: 0, longPollTimeoutMs: 25_000, reconnect: { enabled: false, random: () => 0 } };
  for (let tab = 0; tab < 100; tab++) {
    const browser = openBrowser({ origin: { host: '127.0.0.1', port: ${port}, tls: false }, http: '1.1', keepAlive: true });
    sse.connect({ browser, channel: 'feed', policy }, sink);
  }
  setTimeout(() => { console.log(JSON.stringify(failures)); process.exit(0); }, 300);`;

test('clients in a shell with few open files report it, and the warning says that this was the limit', async () => {
  const sse = (await loadTransports()).get('sse');
  const host = await startHost({ http: '1.1', transports: sse ? [sse] : [] });
  try {
    const script = 'ulimit -n 70; exec "$0" --input-type=module -e "$1"';
    const { stdout } = await run('sh', ['-c', script, process.execPath, child(host.port)]);
    const failures = new Map<string, number>(Object.entries(JSON.parse(stdout)));
    const warnings = warningsOf({ plan: { http: '2' } as TrialPlan, trials: [soundTrial()], failures });
    const [limit] = warnings.filter(({ code }) => code === 'limit-hit');
    expect(limit?.fatal).toBe(true);
    expect(limit?.seen.en).toMatch(/^A limit was hit: open files \(\d+ errors\)\.$/);
  } finally {
    await host.close();
  }
});
