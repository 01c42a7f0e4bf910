import { z } from 'zod';
import type { Program } from '../../harness/lab-process.ts';
import { type BlockCase, busyIn, busyShape, runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const ROOMS = 24;
const LISTENERS_EACH = 24;
const SECONDS = 2.5;

const side = z.object({
  transport: z.string(),
  http: z.enum(['1.1', '2']),
  /** Of one core, while every room hears a position a second. */
  serverCpuShare: z.number(),
  /** And how much of it the server waited for a core: that of one at its end is never idle. */
  serverWaitShare: z.number(),
  endToEndP50Ms: z.number(),
  endToEndP99Ms: z.number(),
  received: z.number(),
  lost: z.number(),
  starved: z.number(),
});
export type RoomSide = z.infer<typeof side>;
const figures = z.object({
  rooms: z.number(),
  listenersEach: z.number(),
  sides: z.array(side),
  busy: busyShape,
});
export type ListeningRooms = z.infer<typeof figures>;

const CASES = [
  { transport: 'sse', http: '1.1' },
  { transport: 'sse', http: '2' },
  { transport: 'websocket', http: '1.1' },
  { transport: 'websocket', http: '2' },
  { transport: 'long-polling', http: '2' },
] as const;

const nameOf = ({ transport, http }: (typeof CASES)[number]): string => `${transport} ${http}`;

const planOf = ({ transport, http }: (typeof CASES)[number]): ExperimentPlan => ({
  scenario: 'music-room',
  parameters: { clients: ROOMS * LISTENERS_EACH, rooms: ROOMS, rate: 1, commandRate: 0.1, trackSeconds: 240 },
  transport,
  http,
  durationUs: SECONDS * 1e6,
  warmUpUs: 1_000_000,
});

async function hear(lab: Laboratory, webSocketServer?: Program): Promise<ListeningRooms> {
  const cases = CASES.map((one): [string, BlockCase] => {
    // The claim is judged over HTTP/1.1.
    const isPlanted = one.transport === 'websocket' && one.http === '1.1';
    return [
      nameOf(one),
      { plan: planOf(one), ...(isPlanted && webSocketServer && { server: webSocketServer }) },
    ];
  });
  const trials = await runInBlocks(lab, Object.fromEntries(cases), 1);
  const sides = CASES.flatMap((one): RoomSide[] =>
    (trials[nameOf(one)] ?? []).map(({ server, latencyUs, deliveries, machine }) => ({
      ...one,
      serverCpuShare: server.cpuUs / (SECONDS * 1e6),
      serverWaitShare: machine?.serverWaitShare ?? 0,
      endToEndP50Ms: latencyUs.endToEnd.p50 / 1e3,
      endToEndP99Ms: latencyUs.endToEnd.p99 / 1e3,
      received: deliveries.received,
      lost: deliveries.lost,
      starved: deliveries.starved,
    })),
  );
  return { rooms: ROOMS, listenersEach: LISTENERS_EACH, sides, busy: busyIn(trials) };
}

/** Dozens of rooms with dozens of listeners, and a position a second from each host. */
export default {
  id: 'listening-rooms',
  title: { en: 'The listening rooms', ko: '함께 듣는 방' },
  method: {
    en: `${ROOMS} rooms of ${LISTENERS_EACH} listeners and a host each, over TLS: the host publishes its position once a second upstream, as a message of its WebSocket or as a POST, and everybody in the room receives it. A trial of ${SECONDS} s for each transport, the server kept on a core of its own, whose CPU is read.`,
    ko: `방 ${ROOMS}개에 청취자 ${LISTENERS_EACH}명과 방장 한 명씩, TLS로 연결합니다. 방장이 1초에 한 번 재생 위치를 WebSocket 메시지나 POST로 올리면 방 전체가 받습니다. 전송 방식마다 ${SECONDS}초씩, 코어 하나를 따로 쓰는 서버의 CPU를 읽습니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => hear(lab),
  opposites: {
    // A WebSocket server that needs two milliseconds for each delivery.
    27: (lab) =>
      hear(lab, {
        file: new URL('../../harness/planted-delay/server-process.ts', import.meta.url),
        words: ['server', '2'],
      }),
  },
} satisfies Experiment<ListeningRooms>;
