import type { Request, Response } from 'express';
import { z } from 'zod';
import { withMore } from '../../harness/experiments/nginx-directives/directives.ts';
import { findProxy } from '../../harness/proxy-parts.ts';
import { medianOf } from '../../harness/results/summary.ts';
import { reconfigured } from '../../harness/start-proxy.ts';
import { monotonicUs } from '../../lab/clock.ts';
import sse from '../../transports/sse/index.ts';
import type { Transport } from '../../transports/transport.ts';
import type { Experiment } from '../experiment.ts';
import { FIVE } from '../five-directives.ts';
import { follow } from '../follow.ts';
import type { Laboratory } from '../laboratory.ts';
import { until, watchFor } from '../until.ts';

const EVENTS = 30;
const EVERY_MS = 100;
/** What is on its way when the last event is published has so long to come. */
const REST_MS = 1_500;
const PATIENCE_MS = 5_000;

const way = z.object({
  directives: z.array(z.enum(FIVE)),
  received: z.number(),
  medianDelayMs: z.number().nullable(),
  /** What the server was asked with. */
  upstreamHttp: z.string(),
  upstreamConnection: z.string().nullable(),
});
const figures = z.object({
  published: z.number(),
  everyMs: z.number(),
  ways: z.array(way),
});
export type FiveDirectives = z.infer<typeof figures>;
type Asked = Pick<FiveDirectives['ways'][number], 'upstreamHttp' | 'upstreamConnection'>;

export default {
  id: 'five-directives',
  title: { en: 'nginx’s defaults, directive by directive', ko: 'nginx 기본 설정과 지시어 하나하나' },
  method: {
    en: `One event stream behind twelve nginx: as Debian ships it, with each of the five directives alone, with all of them, and with each one left out. ${EVENTS} events, one every ${EVERY_MS} ms, from a server that does not know of nginx: how many arrive, and how late.`,
    ko: `같은 이벤트 스트림을 nginx 열두 개 뒤에 둡니다. Debian 기본 설정 그대로, 지시어 다섯 개를 하나씩만, 다섯 개 모두, 하나씩만 뺀 설정입니다. nginx를 모르는 서버가 ${EVERY_MS} ms마다 하나씩 이벤트 ${EVENTS}개를 보내고, 몇 개가 얼마나 늦게 오는지 봅니다.`,
  },
  needs: ['nginx'],
  figures,
  measure: (lab) => measure(lab, false),
  // A server that tells nginx not to hold anything back: then nothing is broken.
  opposites: { 29: (lab) => measure(lab, true) },
} satisfies Experiment<FiveDirectives>;

const SETS: readonly (typeof FIVE)[number][][] = [
  [],
  ...FIVE.map((one) => [one]),
  [...FIVE],
  ...FIVE.map((left) => FIVE.filter((one) => one !== left)),
];

/** @param bufferingHint whether the server sends `X-Accel-Buffering: no` */
async function measure(lab: Laboratory, bufferingHint: boolean): Promise<FiveDirectives> {
  const asked = new Map<string, Asked>();
  const host = await lab.host({ http: '1.1', transports: [watched(asked)], bufferingHint });
  const plain = await findProxy('nginx-default');
  const followed = await Promise.all(
    SETS.map(async (directives, index) => {
      const proxy = reconfigured(plain, (configuration) => withMore(configuration, directives));
      const { port } = await lab.proxy(proxy, { http: '1.1', upstreamHttp: '1.1', servers: [host.port] });
      return { directives, index, port };
    }),
  ).then((ready) =>
    ready.map((one) => ({
      ...one,
      heard: follow(lab, sse, { port: one.port, channel: `way-${one.index}` }),
    })),
  );
  await until(
    () => host.hub.subscribers,
    (subscribers) => subscribers === followed.length,
    { withinMs: PATIENCE_MS, signal: lab.signal },
  );
  for (let seq = 1; seq <= EVENTS; seq++) {
    for (const { index } of followed) {
      const event = { channel: `way-${index}`, kind: 'message', source: 'lab', data: 'x'.repeat(60) };
      host.hub.publish({ ...event, seq, intendedAtUs: monotonicUs() });
    }
    await watchFor(EVERY_MS, lab.signal);
  }
  await until(
    () => followed.every(({ heard }) => heard.delaysMs.size === EVENTS),
    (all) => all,
    { withinMs: REST_MS, signal: lab.signal },
  );
  const ways = followed.map(({ directives, index, heard }) => {
    heard.close();
    const { upstreamHttp = '', upstreamConnection = null } = asked.get(`way-${index}`) ?? {};
    const delaysMs = [...heard.delaysMs.values()];
    const medianDelayMs = delaysMs.length === 0 ? null : medianOf(delaysMs);
    return { directives, received: delaysMs.length, medianDelayMs, upstreamHttp, upstreamConnection };
  });
  return { published: EVENTS, everyMs: EVERY_MS, ways };
}

/** SSE, which notes what each stream was asked with. */
const watched = (asked: Map<string, Asked>): Transport => ({
  ...sse,
  mount: (host) => {
    host.app.use(
      '/sse',
      ({ query, httpVersion, headers }: Request, _response: Response, next: () => void) => {
        asked.set(String(query.channel), {
          upstreamHttp: httpVersion,
          upstreamConnection: headers.connection ?? null,
        });
        next();
      },
    );
    sse.mount(host);
  },
});
