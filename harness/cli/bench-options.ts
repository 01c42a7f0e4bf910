import { randomBytes } from 'node:crypto';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import { findScenario, loadScenarios } from '../../scenarios/registry.ts';
import { comparedTransports, findTransport, loadTransports } from '../../transports/registry.ts';
import { HTTP_VERSIONS, type HttpVersion } from '../../transports/transport.ts';
import type { BenchRequest } from '../plan.ts';
import { addCapacityOptions, capacityShape } from './capacity-options.ts';
import { engineAxis } from './engine-options.ts';
import { addFaultOptions, faultShape, readFault } from './fault-options.ts';
import { commaList, durationBetween, number, numbers, percent, readOptions, wholeBetween } from './fields.ts';
import {
  fleetAxis,
  fleetShape,
  needOwnRedis,
  refuseApartBehindProxy,
  refuseFleetMisfits,
} from './fleet-options.ts';
import { readLoad } from './load-options.ts';
import { addViaOptions, readVia, viaShape } from './via-options.ts';

const codes = defineErrorCodes({
  'http-version-unknown': 'No HTTP version of the lab has the number asked for',
});

const EXAMPLES = `Examples:
  npm run bench -- --transport sse                 one transport over both HTTP versions
  npm run bench                                    all four, to choose from (three to four minutes)
  npm run bench -- --quick                         all four in under a minute, one trial each
  npm run bench -- --transport sse,websocket --clients 1000 --rate 5
  npm run bench -- --transport sse --clients 50,100,200,400   a sweep: all of it at each number
  npm run bench -- --transport sse --find-capacity            the most clients under an objective
  npm run bench -- --find-capacity --by rate --slo 'p99<100ms,lost=0'
  npm run bench -- --quick --ledger                where every byte goes: TLS, headers, framing, payload
  npm run bench -- --scenario music-room --set rooms=5
  npm run bench -- --transport sse --trials 5 --baseline reports/runs/<run id> --fail-if-slower 10%
  npm run bench -- --via direct,nginx-default,nginx-tuned     what a proxy costs, and what it breaks
  npm run bench -- --experiment nginx-directives   what each directive of nginx repairs
  npm run bench -- --fault server-kill             what each loses, and how long it is gone
  npm run bench -- --servers 1,2 --log memory,redis           what several servers and their log cost
  npm run -s bench -- --quick --json > run.json    nothing but JSON on stdout
`;

const shape = z.object({
  transport: commaList,
  http: commaList,
  scenario: z.string(),
  clients: numbers.optional(),
  rate: numbers.optional(),
  payloadBytes: number.optional(),
  set: z.array(z.string()),
  duration: durationBetween(500, 600_000).optional(),
  warmup: durationBetween(0, 60_000).optional(),
  trials: wholeBetween(1, 100).optional(),
  seed: z.string().min(1).max(64).optional(),
  pollInterval: durationBetween(10, 60_000),
  tabsPerBrowser: wholeBetween(1, 1_000),
  heartbeat: durationBetween(100, 600_000),
  source: z.enum(['in-process', 'http'], 'in-process or http'),
  ...fleetShape,
  engine: commaList,
  tls: z.boolean(),
  raw: z.boolean(),
  keepAlive: z.boolean(),
  ledger: z.boolean().default(false),
  ...faultShape,
  ...viaShape,
  quick: z.boolean().default(false),
  json: z.boolean().default(false),
  open: z.boolean().default(false),
  out: z.string().min(1),
  baseline: z.string().min(1).optional(),
  failIfSlower: percent.optional(),
  ...capacityShape,
});

export type BenchOptions = z.infer<typeof shape>;

/** The options of `bench`, with examples first. */
export async function benchCommand(): Promise<Command> {
  const transports = comparedTransports(await loadTransports()).map(({ id }) => id);
  const scenarios = [...(await loadScenarios()).keys()];
  const command = new Command('npm run bench --')
    .description('Measures how realtime transports carry the same events, and writes a charted report.')
    .addHelpText('before', EXAMPLES)
    .option('--transport <ids>', `${transports.join(', ')} or all; several separated by commas`, 'all')
    .option('--http <versions>', 'HTTP versions to compare', '1.1,2')
    .option('--scenario <id>', scenarios.join(', '), 'live-feed')
    .option('--clients <n>', 'subscribers, or several numbers for a sweep; default: as the scenario says')
    .option('--rate <n>', 'events per second, or several numbers for a sweep; default: as the scenario says')
    .option('--payload-bytes <n>', 'bytes of data in an event; default: as the scenario says')
    .addOption(
      new Option('--set <name=number>', 'any other number of the scenario; may be repeated')
        .argParser((value: string, list: string[]) => [...list, value])
        .default([], 'none'),
    )
    .option('--duration <time>', 'length of the measure phase (default: 4s, quick: 2s)')
    .option('--warmup <time>', 'events before it that are not measured (default: 1s, quick: 500ms)')
    .option('--trials <n>', 'repetitions of each case, with fresh processes (default: 3, quick: 1)')
    .option('--seed <text>', 'repeats a schedule exactly; default: a new one, which the report names')
    .option('--poll-interval <time>', 'of the polling transport', '500ms')
    .option('--tabs-per-browser <n>', 'subscribers that share a browser’s connections', '4')
    .option('--heartbeat <time>', 'of the held-open transports', '15s')
    .option('--source <where>', 'who publishes: in-process, or http (POST /events)', 'in-process')
    .option('--servers <n>', 'server processes on one port; several numbers are compared', '1')
    .option(
      '--log <places>',
      'memory, redis (the lab starts one), or redis://host:port; several are compared',
      'memory',
    )
    .option(
      '--engine <ids>',
      'who plays the clients: native, autocannon, or both for a cross-check',
      'native',
    )
    .option('--no-tls', 'cleartext: HTTP/1.1, and HTTP/2 with prior knowledge')
    .option('--no-raw', 'leaves out the raw socket that costs are multiples of')
    .option('--no-keep-alive', 'a TCP connection for every HTTP/1.1 request')
    .option('--ledger', 'where every byte goes: one more trial of each case, with at most 8 clients')
    .option('--baseline <run>', 'a run to compare with: its id, folder or run.json; its seed is taken, too')
    .option(
      '--fail-if-slower <share>',
      'such as 10%: exit code 4 where something is surely dearer than that',
    );
  await addFaultOptions(command);
  await addViaOptions(command);
  return addCapacityOptions(command)
    .option('--quick', 'all in under a minute: one trial of 2s')
    .option('--json', 'the result as JSON on stdout, and nothing else there')
    .option('--out <dir>', 'where the run’s folder is made', 'reports/runs')
    .option('--open', 'opens the report in the browser');
}

/** What commander collected, validated. Throws a LabError. */
export const readBenchOptions = (values: Record<string, unknown>): BenchOptions => readOptions(shape, values);

/** Finds the parts that the options name. Rejects with a LabError that names the allowed ones. */
export async function readRequest(options: BenchOptions): Promise<BenchRequest> {
  const [all, scenario] = await Promise.all([loadTransports(), findScenario(options.scenario)]);
  const transports = options.transport.includes('all')
    ? comparedTransports(all)
    : [...new Set(options.transport)].map((id) => findTransport(all, id));
  const reference = [...all.values()].find(({ role }) => role === 'reference');
  const calm = {
    tls: options.tls,
    seed: options.seed ?? randomBytes(4).toString('hex'),
    warmUpUs: (options.warmup ?? (options.quick ? 500 : 1_000)) * 1e3,
    durationUs: (options.duration ?? (options.quick ? 2_000 : 4_000)) * 1e3,
    tabsPerBrowser: options.tabsPerBrowser,
    keepAlive: options.keepAlive,
    pollIntervalMs: options.pollInterval,
    longPollTimeoutMs: 25_000,
    heartbeatMs: options.heartbeat,
    source: options.source,
    ...(!options.bufferingHint && { bufferingHint: false }),
  };
  const fault = await readFault(options, calm);
  const { axis, proxies } = await readVia(options);
  needOwnRedis(options);
  refuseApartBehindProxy(options, options.via);
  if (fault.fault && fault.policy.fault) {
    refuseFleetMisfits(options, fault.fault, fault.policy.fault, options.coldLog);
  }
  return {
    scenario,
    ...readLoad(scenario, options),
    transports,
    ...(options.raw && reference && { reference }),
    http: readHttpVersions(options.http),
    trials: options.trials ?? (options.quick ? 1 : 3),
    ledger: options.ledger,
    ...fault,
    axes: [
      axis,
      fleetAxis(options, transports),
      await engineAxis(options.engine, { scenario, policy: fault.policy }),
    ],
    ...(proxies && { proxies }),
  };
}

function readHttpVersions(asked: readonly string[]): HttpVersion[] {
  const unknown = asked.find((version) => !(HTTP_VERSIONS as readonly string[]).includes(version));
  if (unknown === undefined) return HTTP_VERSIONS.filter((version) => asked.includes(version));
  throw new UsageError(codes['http-version-unknown'], {
    expected: `--http to be ${HTTP_VERSIONS.join(', ')} or both separated by a comma`,
    got: JSON.stringify(unknown),
  });
}
