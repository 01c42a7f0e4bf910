import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { findProxy } from '../../harness/proxy-parts.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const CLIENTS = 6;
const PROXIES = ['nginx-default', 'nginx-tuned', 'haproxy'] as const;
type ProxyId = (typeof PROXIES)[number];

const passed = z.object({ expected: z.number(), received: z.number() });
const figures = z.object({
  proxies: z.array(
    z.object({
      proxy: z.string(),
      /** True where its configuration passes an upgrade on: it was told of it. */
      isTold: z.boolean(),
      sse: passed,
      websocket: passed,
    }),
  ),
});
export type OnTheWay = z.infer<typeof figures>;

const planOf = (transport: string, via: ProxyId): ExperimentPlan => ({
  scenario: 'live-feed',
  parameters: { clients: CLIENTS, rate: 10, payloadBytes: 50 },
  transport,
  http: '1.1',
  tls: false,
  via,
  warmUpUs: 200_000,
  durationUs: 1_000_000,
});

/** What its configuration says; a comment is nothing that a proxy is told. */
async function isTold(id: ProxyId): Promise<boolean> {
  const configuration = await readFile((await findProxy(id)).configuration, 'utf8');
  return /upgrade/i.test(configuration.replace(/#.*/g, ''));
}

async function pass(lab: Laboratory, instead?: ProxyId): Promise<OnTheWay> {
  const proxies: OnTheWay['proxies'] = [];
  for (const proxy of PROXIES) {
    const through = async (transport: string): Promise<z.infer<typeof passed>> => {
      const { deliveries } = await lab.trial(planOf(transport, instead ?? proxy));
      return { expected: deliveries.expected, received: deliveries.received };
    };
    proxies.push({
      proxy,
      isTold: await isTold(instead ?? proxy),
      sse: await through('sse'),
      websocket: await through('websocket'),
    });
  }
  return { proxies };
}

/** Whether a WebSocket gets through proxies that were told of it, and that were not. */
export default {
  id: 'on-the-way',
  title: { en: 'WebSocket through proxies', ko: '프록시를 지나는 WebSocket' },
  method: {
    en: `${CLIENTS} clients receive 10 events a second by SSE and by WebSocket through nginx with its defaults, through nginx with the directives for an upgrade, and through HAProxy, whose configuration names no upgrade. What arrives is counted.`,
    ko: `클라이언트 ${CLIENTS}개가 초당 10건을 SSE와 WebSocket으로 받습니다. 기본 설정 그대로의 nginx, 업그레이드 지시어를 더한 nginx, 설정에 업그레이드가 없는 HAProxy를 차례로 거치며 도착한 수를 셉니다.`,
  },
  needs: ['nginx', 'haproxy'],
  figures,
  measure: (lab) => pass(lab),
  // Every proxy passes what it was never told of.
  opposites: { 24: (lab) => pass(lab, 'haproxy') },
} satisfies Experiment<OnTheWay>;
