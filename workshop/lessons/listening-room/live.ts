import { z } from 'zod';
import { withLaboratory } from '../../laboratory.ts';
import type { Live } from '../../live.ts';

const ROOM = 'room-1';
const SECONDS = 2;

const asked = z.strictObject({
  transport: z.enum(['sse', 'websocket']),
  http: z.enum(['1.1', '2']),
  rooms: z.number().int().min(1).max(36),
  listenersEach: z.number().int().min(1).max(36),
});

export interface Rooms {
  readonly origin: string;
  readonly channel: string;
}

export interface Measured {
  readonly cpuShare: number;
  readonly p99Ms: number;
  readonly received: number;
  readonly expected: number;
}

/** A room that the reader listens to, and trials of many rooms with processes of their own. */
export default {
  async open(stage) {
    const room = await stage.host({ http: '1.1', transports: ['sse', 'websocket'] });
    await stage.play([room], 'music-room', {
      clients: 2,
      rooms: 1,
      rate: 1,
      commandRate: 0.1,
      trackSeconds: 240,
    });
    let seq = 0;
    let isMeasuring = false;
    return {
      facts: { origin: room.origin, channel: ROOM } satisfies Rooms,
      actions: {
        seek() {
          const data = { action: 'seek', positionMs: Math.floor(Math.random() * 240_000), playing: true };
          const event = { channel: ROOM, kind: 'message', source: 'reader', seq: ++seq, data };
          room.host.hub.publish({ ...event, intendedAtUs: 1 });
        },
        async measure(input) {
          const { transport, http, rooms, listenersEach } = asked.parse(input);
          // Two at once would measure each other.
          if (isMeasuring) return null;
          isMeasuring = true;
          try {
            const { server, latencyUs, deliveries } = await withLaboratory(
              { seed: 'listening room', signal: stage.signal },
              (lab) =>
                lab.trial({
                  scenario: 'music-room',
                  parameters: {
                    clients: rooms * listenersEach,
                    rooms,
                    rate: 1,
                    commandRate: 0.1,
                    trackSeconds: 240,
                  },
                  transport,
                  http,
                  durationUs: SECONDS * 1e6,
                }),
            );
            return {
              cpuShare: server.cpuUs / (SECONDS * 1e6),
              p99Ms: latencyUs.endToEnd.p99 / 1e3,
              received: deliveries.received,
              expected: deliveries.expected,
            } satisfies Measured;
          } finally {
            isMeasuring = false;
          }
        },
      },
    };
  },
} satisfies Live;
