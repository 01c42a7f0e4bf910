import { z } from 'zod';
import { atLeastOne, positive, zeroOrMore } from './parameters.ts';
import { poissonOffsets } from './poisson.ts';
import type { RandomSource } from './random.ts';
import type { PlannedEvent, Scenario } from './scenario.ts';

const parameters = z.strictObject({
  clients: atLeastOne(300).describe('listeners of all rooms together, spread evenly; hosts come on top'),
  rooms: atLeastOne(20).describe('rooms, each with one host'),
  rate: positive(1).describe('positions that a host reports per second'),
  commandRate: zeroOrMore(0.1).describe('play, pause and seek commands per second and room, Poisson'),
  trackSeconds: positive(240).describe('seconds that the track lasts before it begins again'),
});

type Parameters = z.infer<typeof parameters>;

const roomOf = (room: number): string => `room-${room + 1}`;
const hostOf = (room: number): string => `host-${room + 1}`;

/** What a host's player shows; it moves on only while it plays. */
interface Player {
  playing: boolean;
  positionMs: number;
  atUs: number;
}

function advance(player: Player, toUs: number, trackMs: number): void {
  if (player.playing) player.positionMs = (player.positionMs + (toUs - player.atUs) / 1e3) % trackMs;
  player.atUs = toUs;
}

/** Draws what the host does next: it can only pause what plays, and seek at any time. */
function command(player: Player, random: RandomSource, trackMs: number): string {
  const action = random.uniform() < 0.5 ? 'seek' : player.playing ? 'pause' : 'play';
  if (action === 'seek') player.positionMs = random.uniform() * trackMs;
  else player.playing = action === 'play';
  return action;
}

/**
 * One host: positions at a fixed pace from a drawn phase, commands at random between them. The two
 * are merged here because a tab publishes for one source.
 */
function* hostEvents(
  room: number,
  { rate, commandRate, trackSeconds }: Parameters,
  random: RandomSource,
  horizonUs: number,
): Generator<PlannedEvent> {
  const periodUs = 1e6 / rate;
  const phaseUs = random.uniform() * periodUs;
  // Drawn before what the commands do, so that these times depend on the rate alone.
  const commandsUs = [...poissonOffsets(random, commandRate, horizonUs)];
  const trackMs = trackSeconds * 1e3;
  const player: Player = { playing: true, positionMs: 0, atUs: 0 };
  const event = (offsetUs: number, action: string): PlannedEvent => {
    const data = { action, positionMs: Math.floor(player.positionMs), playing: player.playing };
    return { offsetUs, channel: roomOf(room), kind: 'message', data };
  };
  let next = 0;
  for (let tick = 0; ; tick += 1) {
    const tickUs = Math.floor(phaseUs + tick * periodUs);
    for (let atUs = commandsUs[next]; atUs !== undefined && atUs < tickUs; atUs = commandsUs[next]) {
      advance(player, atUs, trackMs);
      yield event(atUs, command(player, random, trackMs));
      next += 1;
    }
    if (tickUs >= horizonUs) return;
    advance(player, tickUs, trackMs);
    yield event(tickUs, 'position');
  }
}

/** People who hear a track together: what the host does goes up through a client, and down to all. */
export default {
  id: 'music-room',
  title: { en: 'Music room', ko: '음악 감상실' },
  summary: {
    en: 'Rooms that hear a track together; each host publishes its position and commands upstream.',
    ko: '방마다 같은 곡을 함께 듣고, 방장이 재생 위치와 명령을 위로 올려 보냅니다.',
  },
  parameters,
  upstream: true,
  // Room by room, so that neighbours, who share a browser and its connections, are a host and
  // listeners as in life, and not several hosts whose publishing would get in each other's way.
  audience: ({ clients, rooms }) =>
    Array.from({ length: rooms }, (_, room) => {
      const place = { channels: [roomOf(room)], from: 'end' as const };
      const listeners = Math.max(0, Math.ceil((clients - room) / rooms));
      return [{ ...place, publishes: hostOf(room) }, ...Array.from({ length: listeners }, () => place)];
    }).flat(),
  sources: (chosen) =>
    Array.from({ length: chosen.rooms }, (_, room) => ({
      id: hostOf(room),
      upstream: true as const,
      events: (random, horizonUs) => hostEvents(room, chosen, random, horizonUs),
    })),
} satisfies Scenario<Parameters>;
