import { stat } from 'node:fs/promises';
import http2 from 'node:http2';
import { expect, test } from 'vitest';
import { needProgram } from '../lab/outside-program.ts';
import { comparedTransports, loadTransports } from '../transports/registry.ts';
import { HTTP_VERSIONS } from '../transports/transport.ts';
import type { Engine } from './engine.ts';
import { findEngines, loadMeters } from './load-parts.ts';
import type { ProxyPart } from './proxy.ts';
import { findProxy, loadProxies } from './proxy-parts.ts';
import { FORETOLD } from './results/validity.ts';
import { checkProgram } from './start-proxy.ts';
import { runTrial } from './trial.ts';
import type { TrialPlan } from './trial-plan.ts';
import { TrialProxy } from './trial-proxy.ts';
import { warningsOf } from './warnings.ts';

const proxies = [...(await loadProxies()).values()];
const transports = comparedTransports(await loadTransports());
const meters = await loadMeters();
const engine = (await findEngines(['native']))[0] as Engine;

const plan: TrialPlan = {
  scenario: 'live-feed',
  parameters: { clients: 12, rate: 20, payloadBytes: 60 },
  transport: 'sse',
  http: '1.1',
  tls: true,
  seed: 'proxies',
  warmUpUs: 200_000,
  durationUs: 800_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 100,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
};

const play = async (change: Partial<TrialPlan>, proxy?: ProxyPart) => {
  const own = { ...plan, ...change };
  const outcome = await runTrial(own, {
    index: 0,
    engine,
    meters,
    signal: new AbortController().signal,
    onPhase: () => {},
    ...(proxy && { proxy }),
  });
  const { trial, failures } = outcome;
  const foretold = (proxy ?? (await findProxy(own.via ?? ''))).foretells(own);
  return { trial, failures, warnings: warningsOf({ plan: own, trials: [trial], failures, foretold }) };
};

/** Every proxy with every transport, in both HTTP versions, over TLS; one of the transports in cleartext as well. */
const all = proxies.flatMap((proxy) =>
  transports.flatMap(({ id }) =>
    HTTP_VERSIONS.flatMap((http) =>
      (id === 'sse' ? [true, false] : [true]).map((tls) => ({ proxy, transport: id, http, tls })),
    ),
  ),
);

const carried = all.filter(
  ({ proxy, transport, http, tls }) =>
    typeof proxy.speaks(http, tls) === 'string' && proxy.cannot(transport, http) === undefined,
);
const damaged = ({ proxy, ...change }: (typeof all)[number]): boolean =>
  proxy.foretells({ ...plan, ...change }).length > 0;
const nameOf = (one: (typeof all)[number]) =>
  [`${one.proxy.id}: ${one.transport} HTTP/${one.http} ${one.tls ? 'TLS' : 'cleartext'}`, one] as const;

test.for(carried.filter((one) => !damaged(one)).map(nameOf))(
  'through %s everything arrives once, over the version asked for',
  async ([, { proxy, ...change }], test) => {
    needProgram(test, proxy.program);
    const { trial, failures } = await play({ ...change, via: proxy.id });
    expect([...failures]).toEqual([]);
    const { deliveries, connections } = trial;
    expect(deliveries.expected).toBeGreaterThan(12);
    expect(deliveries).toEqual({
      ...deliveries,
      received: deliveries.expected,
      ...{ lost: 0, duplicated: 0, reordered: 0, starved: 0, unexpected: 0 },
    });
    expect(connections).toMatchObject({
      protocols: [change.http === '2' ? 'h2' : 'http/1.1'],
      tlsHandshakes: 0,
    });
    expect(trial.proxy?.cpuUs).toBeGreaterThan(0);
    expect(trial.proxy?.memoryBytes).toBeGreaterThan(1e6);
    expect(trial.proxy?.connections).toBeGreaterThan(0);
  },
);

/** What a case would be invalid for, were it not foretold; a busy machine may find other reasons. */
const EXPLAINED = ['nothing-expected', 'protocol', 'client-failure', 'starved-tabs'];

test.for(carried.filter(damaged).map(nameOf))(
  'what is foretold of %s is seen, and named in place of an invalid result',
  async ([, { proxy, ...change }], test) => {
    needProgram(test, proxy.program);
    const { warnings } = await play({ ...change, via: proxy.id });
    const codes = warnings.map(({ code }) => code);
    expect(codes).toContain(FORETOLD);
    for (const code of EXPLAINED) expect(codes).not.toContain(code);
  },
);

test('what a proxy cannot carry it does not: through nginx-h2 a WebSocket is offered no RFC 8441', async (test) => {
  const proxy = await findProxy('nginx-h2');
  needProgram(test, proxy.program);
  const change = { via: proxy.id, http: '2', transport: 'websocket' } as const;
  expect(proxy.cannot('websocket', '2')?.en).toContain('RFC 8441');
  const { trial, failures } = await play(change);
  expect(trial.deliveries).toMatchObject({ received: 0, starved: 12 });
  expect([...failures.keys()]).toEqual([expect.stringContaining('RFC 8441')]);
});

test('without X-Accel-Buffering: no an event stream stands still in nginx-default, and flows through nginx-tuned', async (test) => {
  needProgram(test, 'nginx');
  const silent = await play({ via: 'nginx-default', bufferingHint: false });
  const [told] = silent.warnings.filter(({ code }) => code === FORETOLD);
  expect(told?.seen.en).toContain('held back');
  const tuned = await play({ via: 'nginx-tuned', bufferingHint: false });
  expect(tuned.trial.deliveries).toMatchObject({ lost: 0, starved: 0 });
});

test('what is foretold and not seen is told: nginx-tuned under the name of nginx-default refuses no WebSocket', async (test) => {
  needProgram(test, 'nginx');
  const [{ foretells }, tuned] = [await findProxy('nginx-default'), await findProxy('nginx-tuned')];
  const { warnings } = await play({ via: 'nginx-default', transport: 'websocket' }, { ...tuned, foretells });
  expect(warnings.map(({ code }) => code)).toContain('foretold-not-seen');
});

test('over HTTP/2 nginx-h2 offers 128 streams on a connection', async (test) => {
  needProgram(test, 'nginx');
  const proxy = await TrialProxy.of({ ...plan, http: '2', via: 'nginx-h2' });
  const nowhere = { host: '127.0.0.1', port: 1, tls: false };
  const target = await proxy?.reach({ origin: nowhere, stateOrigin: nowhere }, [1]);
  const session = http2.connect(`https://localhost:${target?.origin.port}`, { ca: target?.ca ?? '' });
  const settings = await new Promise<http2.Settings>((resolve) => session.once('remoteSettings', resolve));
  expect(settings).toMatchObject({ maxConcurrentStreams: 128 });
  expect(settings.enableConnectProtocol).not.toBe(true);
  session.destroy();
  await proxy?.close();
});

test('a proxy that does not start ends the trial in its own words, with nothing left', async (test) => {
  needProgram(test, 'nginx');
  const tuned = await findProxy('nginx-tuned');
  let folder = '';
  const launch: ProxyPart['launch'] = (place) => {
    folder = place.folder;
    return tuned.launch({ ...place, configuration: `${place.configuration}\nworker_prosesses 2;` });
  };
  await expect(play({ via: 'nginx-tuned' }, { ...tuned, launch })).rejects.toThrow(
    'unknown directive "worker_prosesses"',
  );
  expect(folder).toContain('lab-nginx-');
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});

test('the program that is missing is named with one sentence on how to get it', async () => {
  const proxy = { ...(await findProxy('haproxy')), program: 'no-such-proxy' };
  expect(() => checkProgram(proxy)).toThrow(
    'Expected no-such-proxy on this machine for --via haproxy, but got none. Install it (Debian: apt-get install haproxy), or measure in a container: docker compose run --rm bench.',
  );
});

test('an unknown proxy is answered with those there are', async () => {
  await expect(findProxy('apache')).rejects.toThrow(/haproxy, nginx-default, nginx-h2, nginx-tuned/);
});
