import { z } from 'zod';
import { findProxy } from '../../harness/proxy-parts.ts';
import { medianOf } from '../../harness/results/summary.ts';
import { monotonicUs } from '../../lab/clock.ts';
import { comparedTransports, loadTransports } from '../../transports/registry.ts';
import type { RunningHost } from '../../transports/start-host.ts';
import type { Experiment } from '../experiment.ts';
import { type Followed, follow } from '../follow.ts';
import type { Laboratory } from '../laboratory.ts';
import { until, watchFor } from '../until.ts';

const EVENTS = 20;
const EVERY_MS = 100;
const POLL_MS = 100;
const REST_MS = 1_500;
/** Who is refused never opens, and who is held back not yet. */
const OPEN_WITHIN_MS = 1_000;

const figures = z.object({
  published: z.number(),
  pollIntervalMs: z.number(),
  ways: z.array(
    z.object({
      transport: z.string(),
      /** Whether the server asks proxies to pass its stream on at once (`X-Accel-Buffering: no`). */
      asksNotToBuffer: z.boolean(),
      received: z.number(),
      medianDelayMs: z.number().nullable(),
    }),
  ),
});
export type HttpOnlyProxy = z.infer<typeof figures>;

export default {
  id: 'http-only-proxy',
  title: {
    en: 'What passes a proxy that knows plain HTTP only',
    ko: '평범한 HTTP만 아는 프록시를 통과하는 것',
  },
  method: {
    en: `Every transport through nginx as Debian ships it, which passes on requests and answers and no upgrade: ${EVENTS} events, one every ${EVERY_MS} ms. The event stream twice: from a server that asks proxies not to buffer, and from one that does not.`,
    ko: `요청과 응답만 전달하고 업그레이드는 전달하지 않는 Debian 기본 nginx를 거쳐, 전송 방식마다 ${EVERY_MS} ms 간격으로 이벤트 ${EVENTS}개를 보냅니다. 이벤트 스트림은 버퍼링하지 말라고 요청하는 서버와 그러지 않는 서버로 두 번 봅니다.`,
  },
  needs: ['nginx'],
  figures,
  measure: (lab) => measure(lab, 'nginx-default'),
  // A proxy that was told of realtime: it holds nothing back.
  opposites: { 32: (lab) => measure(lab, 'nginx-tuned') },
} satisfies Experiment<HttpOnlyProxy>;

async function measure(lab: Laboratory, proxyId: string): Promise<HttpOnlyProxy> {
  const transports = comparedTransports(await loadTransports());
  const proxy = await findProxy(proxyId);
  const open = async (bufferingHint: boolean): Promise<{ host: RunningHost; port: number }> => {
    const host = await lab.host({ http: '1.1', transports, bufferingHint });
    const { port } = await lab.proxy(proxy, { http: '1.1', upstreamHttp: '1.1', servers: [host.port] });
    return { host, port };
  };
  const [asking, silent] = await Promise.all([open(true), open(false)]);
  const ways = [
    ...transports.map((transport) => ({ transport, asksNotToBuffer: true, port: asking.port })),
    ...transports
      .filter(({ id }) => id === 'sse')
      .map((transport) => ({ transport, asksNotToBuffer: false, port: silent.port })),
  ].map((way) => ({
    ...way,
    followed: follow(lab, way.transport, { port: way.port, pollIntervalMs: POLL_MS }),
  }));
  await until(
    () => ways.every(({ followed }) => hasAnswer(followed)),
    (all) => all,
    { withinMs: OPEN_WITHIN_MS, signal: lab.signal },
  );
  for (let seq = 1; seq <= EVENTS; seq++) {
    const event = { channel: 'room', kind: 'message', source: 'lab', seq, data: 'x'.repeat(60) };
    for (const { host } of [asking, silent]) host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
    await watchFor(EVERY_MS, lab.signal);
  }
  await until(
    () => ways.every(({ followed }) => followed.delaysMs.size === EVENTS),
    (all) => all,
    { withinMs: REST_MS, signal: lab.signal },
  );
  return {
    published: EVENTS,
    pollIntervalMs: POLL_MS,
    ways: ways.map(({ transport, asksNotToBuffer, followed }) => {
      followed.close();
      const delaysMs = [...followed.delaysMs.values()];
      const medianDelayMs = delaysMs.length === 0 ? null : medianOf(delaysMs);
      return { transport: transport.id, asksNotToBuffer, received: delaysMs.length, medianDelayMs };
    }),
  };
}

const hasAnswer = ({ openedAtUs, downAtUs }: Followed): boolean => (openedAtUs ?? downAtUs) !== undefined;
