import { z } from 'zod';
import sse from '../../transports/sse/index.ts';
import type { Experiment } from '../experiment.ts';
import { follow } from '../follow.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

/** After so long of silence the link forgets a connection, as a middle box does. */
const LIMIT_MS = 1_000;
/** None, well within the limit, and beyond it. */
const HEARTBEATS_MS = [null, 300, 1_500];
const WATCHED_MS = 4_500;
const NEVER_MS = 600_000;

const figures = z.object({
  limitMs: z.number(),
  watchedMs: z.number(),
  lines: z.array(z.object({ heartbeatMs: z.number().nullable(), cutAfterMs: z.number().nullable() })),
});
export type IdleLine = z.infer<typeof figures>;

export default {
  id: 'idle-line',
  title: { en: 'A line on which nothing happens', ko: '아무 일도 없는 연결' },
  method: {
    en: 'Three event streams without events, through a link that cuts what was silent for a second: without heartbeats, with a comment line every 0.3 s, and every 1.5 s. Noted is how long each one lives, up to 4.5 s.',
    ko: '이벤트가 없는 스트림 세 개를, 1초 동안 조용한 연결을 끊는 링크 너머로 엽니다. 하나는 하트비트가 없고, 하나는 0.3초마다, 하나는 1.5초마다 주석 한 줄을 보냅니다. 각각 얼마 만에 끊기는지 4.5초까지 봅니다.',
  },
  needs: [],
  figures,
  measure: (lab) => measure(lab, (heartbeatMs) => heartbeatMs),
  // A server that was told to send heartbeats and does not.
  opposites: { 7: (lab) => measure(lab, () => null) },
} satisfies Experiment<IdleLine>;

async function measure(
  lab: Laboratory,
  really: (heartbeatMs: number | null) => number | null,
): Promise<IdleLine> {
  const lines = await Promise.all(
    HEARTBEATS_MS.map(async (heartbeatMs) => ({
      heartbeatMs,
      cutAfterMs: await live(lab, really(heartbeatMs) ?? NEVER_MS),
    })),
  );
  return { limitMs: LIMIT_MS, watchedMs: WATCHED_MS, lines };
}

/** @returns how long the stream lived after it was opened; `null` where it still does */
async function live(lab: Laboratory, heartbeatMs: number): Promise<number | null> {
  const host = await lab.host({ http: '1.1', transports: [sse], heartbeatMs });
  const { link, port } = await lab.link();
  link.target(host.port);
  link.apply({ kind: 'idle-cut', afterUs: LIMIT_MS * 1e3, forUs: NEVER_MS * 1e3 });
  const stream = follow(lab, sse, { port });
  await until(
    () => stream.downAtUs,
    (down) => down !== undefined,
    { withinMs: WATCHED_MS, signal: lab.signal },
  );
  stream.close();
  const { openedAtUs = 0, downAtUs } = stream;
  return downAtUs === undefined ? null : (downAtUs - openedAtUs) / 1e3;
}
