import { z } from 'zod';
import { defineErrorCodes, LabError, UsageError } from '../../lab/errors.ts';
import { findServerProgram } from '../../lab/outside/outside-server.ts';
import { isRedisUrl, withoutSecrets } from '../../transports/redis-url.ts';
import type { Transport } from '../../transports/transport.ts';
import type { Fault } from '../fault.ts';
import type { Axis, Variant } from '../plan.ts';
import { OWN_REDIS, type PlannedFault } from '../trial-plan.ts';

const codes = defineErrorCodes({
  'redis-missing': 'The lab is to start a Redis that is not on this machine',
  'fleet-option': 'What was asked of several servers or of their log does not go together',
});

/** Past this a number of processes on one machine is a slip of the finger. */
const MOST_SERVERS = 16;
const MEMORY = 'memory';

const logPlace = z
  .string()
  .refine(
    (place) => place === MEMORY || place === OWN_REDIS || isRedisUrl(place),
    'memory, redis, or redis://host:port',
  );

/** How many servers there are, and where their log is. */
export const fleetShape = {
  servers: z
    .string()
    .regex(/^\d{1,3}(\s*,\s*\d{1,3})*$/, 'a number, or several separated by commas')
    .transform((text) => [...new Set(text.split(',').map(Number))].sort((a, b) => a - b))
    .refine(
      (counts) => counts.every((count) => count >= 1 && count <= MOST_SERVERS),
      `from 1 to ${MOST_SERVERS} servers`,
    ),
  log: z
    .string()
    .transform((text) => [...new Set(text.split(',').map((place) => place.trim()))])
    .pipe(z.array(logPlace)),
};

export interface FleetOptions {
  readonly servers: readonly number[];
  readonly log: readonly string[];
}

/** Each number of servers with each log; one server with its log in memory is as usual. */
export const fleetAxis = ({ servers, log }: FleetOptions, transports: readonly Transport[]): Axis =>
  servers.flatMap((count) => log.map((place) => variantOf(count, place, transports)));

function variantOf(servers: number, place: string, transports: readonly Transport[]): Variant {
  const names = [
    ...(servers === 1 ? [] : [`servers=${servers}`]),
    ...(place === MEMORY ? [] : [`log=${withoutSecrets(place)}`]),
  ];
  const asks = (id: string): boolean =>
    transports.some((one) => one.id === id && one.capabilities.stream !== true);
  const apart = servers > 1 && place === MEMORY;
  return {
    name: names.join(' '),
    policy: { ...(servers > 1 && { servers }), ...(place !== MEMORY && { log: place }) },
    ...(apart && { cannot: (id, http) => (http === '1.1' && asks(id) ? POLLS_ANYWHERE : undefined) }),
  };
}

/** Over HTTP/2 a browser has one connection, and with it one server. */
const POLLS_ANYWHERE = {
  en: 'each poll may take another connection and reach another server, which knows nothing of what the one before has told: this needs --log redis',
  ko: '폴링 요청마다 다른 연결로 다른 서버에 닿을 수 있고, 그 서버는 앞 서버가 무엇을 보냈는지 모릅니다. --log redis가 필요합니다',
};

/** Throws a LabError where the lab is to start a Redis and has none: before the run, and not at its second trial. */
export function needOwnRedis({ log }: FleetOptions): void {
  if (!log.includes(OWN_REDIS) || findServerProgram('redis-server') !== undefined) return;
  throw new LabError(codes['redis-missing'], {
    expected: 'redis-server on this machine for --log redis',
    got: 'none',
    remedy:
      'Install it (Debian: apt-get install redis-server), name one that is there by --log redis://host:port, or run docker compose run --rm bench.',
  });
}

/** Throws a UsageError where a proxy would send the requests of one client to servers that know nothing of each other. */
export function refuseApartBehindProxy({ servers, log }: FleetOptions, via: readonly string[]): void {
  if (Math.max(...servers) === 1 || !log.includes(MEMORY) || via.every((way) => way === 'direct')) return;
  throw new UsageError(codes['fleet-option'], {
    expected: '--log redis with several servers behind a proxy',
    got: `--log ${log.map(withoutSecrets).join(',')}`,
    remedy: 'A proxy spreads requests over the servers, and each knows only what it published itself.',
  });
}

/** Throws a UsageError where the fault cannot be done to these servers or their log. */
export function refuseFleetMisfits(
  { servers, log }: FleetOptions,
  fault: Fault,
  { parameters }: PlannedFault,
  coldLog: boolean,
): void {
  const scene = { fromUs: 0, lengthUs: 0, tabs: 1, browsers: 1, tabsPerBrowser: 1, random: noRandom };
  const steps = fault.steps(parameters, scene);
  if (steps.some(({ on }) => on === 'log') && log.some((place) => place !== OWN_REDIS)) {
    throw new UsageError(codes['fleet-option'], {
      expected: `--log redis with --fault ${fault.id}: a Redis that the lab may take away`,
      got: `--log ${log.map(withoutSecrets).join(',')}`,
    });
  }
  if (
    steps.some((step) => step.on === 'server' && step.gatewayStatus !== undefined) &&
    Math.max(...servers) > 1
  ) {
    throw new UsageError(codes['fleet-option'], {
      expected: `--servers 1 with --fault ${fault.id}`,
      got: `--servers ${servers.join(',')}`,
      remedy:
        'What answers on a port of several servers is always one of them. --via puts a real proxy before them.',
    });
  }
  if (coldLog && log.some((place) => place !== MEMORY)) {
    throw new UsageError(codes['fleet-option'], {
      expected: '--cold-log with a log in memory',
      got: `--log ${log.map(withoutSecrets).join(',')}`,
      remedy: 'A server that starts again finds in a shared log what it held.',
    });
  }
}

const noRandom = () => ({ uniform: () => 0, below: () => 0, exponential: () => 0 });
