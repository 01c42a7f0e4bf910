import { isIP } from 'node:net';
import { Command } from 'commander';
import { z } from 'zod';
import { monotonicUs, unixUs } from '../../lab/clock.ts';
import { findScenario, loadScenarios, readScenarioParameters } from '../../scenarios/registry.ts';
import type { Scenario, ScenarioParameters } from '../../scenarios/scenario.ts';
import { planSchedule } from '../../scenarios/schedule.ts';
import type { RedisLog } from '../../transports/redis-log.ts';
import { isRedisUrl, withoutSecrets } from '../../transports/redis-url.ts';
import { comparedTransports, findTransport, loadTransports } from '../../transports/registry.ts';
import { type RunningHost, startHost } from '../../transports/start-host.ts';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';
import type { Transport } from '../../transports/transport.ts';
import { publishOnSchedule } from '../publisher.ts';
import { LOG_EVENTS } from '../refill.ts';
import { hostToTry, openDoorLines } from './address.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { commaList, durationBetween, readOptions, wholeBetween } from './fields.ts';

const EXAMPLES = `Examples:
  npm run serve -- --transport sse --http 1.1 --no-tls --port 4700
  npm run serve -- --transport all --http 2 --scenario log-tail
  npm run serve -- --no-tls --port 4701 --log redis://127.0.0.1:6379   one of several with one log
`;

/** The scenario is published in chapters of this length, for as long as the server runs. */
const CHAPTER_US = 60_000_000;

/** In Redis, of all servers that are started so. */
const KEYSPACE = 'lab-serve';

const shape = z.object({
  transport: commaList,
  http: z.enum(['1.1', '2'], '1.1 or 2'),
  scenario: z.string(),
  port: wholeBetween(0, 65_535),
  address: z.string().refine((text) => isIP(text) > 0, 'an IP address of this machine, such as 127.0.0.1'),
  heartbeat: durationBetween(100, 600_000),
  maxConnections: wholeBetween(1, 1_000_000),
  log: z.string().refine((place) => place === 'memory' || isRedisUrl(place), 'memory, or redis://host:port'),
  tls: z.boolean(),
});

await runCommand(async () => {
  const transports = await loadTransports();
  const compared = comparedTransports(transports);
  const command = new Command('npm run serve --')
    .description('Starts one server to explore by hand; it plays a scenario until Ctrl-C.')
    .addHelpText('before', EXAMPLES)
    .option('--transport <ids>', `${compared.map(({ id }) => id).join(', ')} or all`, 'all')
    .option('--http <version>', '1.1 or 2', '1.1')
    .option('--scenario <id>', [...(await loadScenarios()).keys()].join(', '), 'live-feed')
    .option('--port <n>', '0 lets the system choose', '4700')
    .option('--address <ip>', 'where to listen; anything but loopback lets others in', '127.0.0.1')
    .option('--heartbeat <time>', 'of the held-open transports', '15s')
    .option('--max-connections <n>', 'the next one is refused with a 503', '10000')
    .option('--log <place>', 'memory, or redis://host:port for a log that several servers share', 'memory')
    .option('--no-tls', 'cleartext: HTTP/1.1, or HTTP/2 with prior knowledge');
  const options = readOptions(shape, parseCommand(command));
  const chosen = options.transport.includes('all')
    ? compared
    : options.transport.map((id) => findTransport(transports, id));
  const scenario = await findScenario(options.scenario);
  const log = options.log === 'memory' ? undefined : await shareLog(options.log);
  const host = await startHost({
    http: options.http,
    transports: chosen,
    port: options.port,
    address: options.address,
    heartbeatMs: options.heartbeat,
    maxConnections: options.maxConnections,
    ...(options.tls && { tls: await makeTlsIdentity() }),
    ...(log && { log }),
  }).catch(async (error: unknown) => {
    await log?.close();
    throw error;
  });
  const stop = play(host, scenario, readScenarioParameters(scenario, {}));
  process.stdout.write(introduction(host, chosen, scenario, options));

  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  stop();
  await host.close();
  return EXIT.done;
});

/** Only who asks for it loads the client of Redis. */
async function shareLog(url: string): Promise<RedisLog> {
  const { RedisLog } = await import('../../transports/redis-log.ts');
  return RedisLog.open({ url, keyspace: KEYSPACE, capacity: LOG_EVENTS });
}

/**
 * Publishes the scenario without end, what clients would publish included: nobody else plays the
 * hosts here. Chapters are those of the wall clock: servers that share a log play the same one at the same
 * time, and because (`source`, `seq`) names an event once, it is published once, by whoever is there.
 */
function play(host: RunningHost, scenario: Scenario, parameters: ScenarioParameters): () => void {
  const nowUs = unixUs();
  const first = Math.floor(nowUs / CHAPTER_US);
  const joinsAtUs = nowUs - first * CHAPTER_US;
  const startAtUs = monotonicUs() - joinsAtUs;
  let stopChapter = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  const playChapter = (number: number): void => {
    const chapter = first + number;
    const whole = planSchedule(scenario, parameters, `chapter ${chapter}`, CHAPTER_US);
    // What was due before this server came is not published late.
    const schedule = number === 0 ? whole.filter(({ offsetUs }) => offsetUs >= joinsAtUs) : whole;
    stopChapter = publishOnSchedule(schedule, startAtUs + number * CHAPTER_US, (event) => {
      host.hub.publish({ ...event, source: `${event.source}.${chapter}` });
    });
    const nextAtUs = startAtUs + (number + 1) * CHAPTER_US;
    timer = setTimeout(() => playChapter(number + 1), (nextAtUs - monotonicUs()) / 1e3);
  };
  playChapter(0);
  return () => {
    clearTimeout(timer);
    stopChapter();
  };
}

/** What runs where, and lines to try. */
function introduction(
  host: RunningHost,
  transports: readonly Transport[],
  scenario: Scenario,
  { http, tls, address, log }: z.infer<typeof shape>,
): string {
  const origin = { host: hostToTry(address), port: host.port, tls };
  const base = `${tls ? 'https' : 'http'}://${origin.host}:${host.port}`;
  const [first] = scenario.audience(readScenarioParameters(scenario, {}), CHAPTER_US);
  const channel = first?.channels[0] ?? 'feed';
  // curl does not trust a certificate made a moment ago, and must be told of HTTP/2 in cleartext.
  const flags = `${tls ? ' -k' : ''}${http === '2' && !tls ? ' --http2-prior-knowledge' : ''}`;
  const lines = [
    `${transports.map(({ title }) => title.en).join(', ')} over HTTP/${http} ${tls ? 'with TLS' : 'in cleartext'}: ${base}`,
    `It plays ${scenario.id}; one of its channels is ${channel}.`,
    ...(log === 'memory' ? [] : [`Its log is in ${withoutSecrets(log)}, for all servers that are told so.`]),
    '',
    ...openDoorLines(address, 'read and publish events'),
    ...transports.flatMap((transport) => transport.examples(origin, channel, http)),
    `curl -X POST '${base}/events' -H 'content-type: application/json' -d '{"channel":"${channel}","kind":"message","source":"me","seq":1,"intendedAtUs":0,"data":"hello"}'`,
    `curl '${base}/healthz'`,
    `curl '${base}/metrics'`,
    `curl -H 'accept: text/plain' '${base}/metrics'`,
  ].map((line) => (flags === '' ? line : line.replace(/^curl/, `curl${flags}`)));
  return `${lines.join('\n')}\n\nCtrl-C ends it.\n`;
}
