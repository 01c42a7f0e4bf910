import { z } from 'zod';
import type { Transport } from '../../transports/transport.ts';
import type { Axis } from '../plan.ts';

/** Past this a number of processes on one machine is a slip of the finger. */
const MOST_SERVERS = 16;

/** How many servers there are. */
export const fleetShape = {
  servers: z
    .string()
    .regex(/^\d{1,3}(\s*,\s*\d{1,3})*$/, 'a number, or several separated by commas')
    .transform((text) => [...new Set(text.split(',').map(Number))].sort((a, b) => a - b))
    .refine(
      (counts) => counts.every((count) => count >= 1 && count <= MOST_SERVERS),
      `from 1 to ${MOST_SERVERS} servers`,
    ),
};

/** One server is the usual number; each other one is compared with it. */
export const serversAxis = (counts: readonly number[], transports: readonly Transport[]): Axis =>
  counts.map((servers) =>
    servers === 1
      ? { name: '', policy: {} }
      : {
          name: `servers=${servers}`,
          policy: { servers },
          cannot: (id, http) =>
            http === '1.1' && transports.some((one) => one.id === id && one.capabilities.stream !== true)
              ? POLLS_ANYWHERE
              : undefined,
        },
  );

/** Over HTTP/2 a browser has one connection, and with it one server. */
const POLLS_ANYWHERE = {
  en: 'each poll may take another connection and reach another server, which knows nothing of what the one before has told: this needs --log redis',
  ko: '폴링 요청마다 다른 연결로 다른 서버에 닿을 수 있고, 그 서버는 앞 서버가 무엇을 보냈는지 모릅니다. --log redis가 필요합니다',
};
