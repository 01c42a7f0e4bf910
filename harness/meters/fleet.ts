import type { Listener } from '../../scenarios/scenario.ts';
import type { FleetState } from '../fleet-readings.ts';
import type { Meter } from '../meter.ts';
import { commonChannels } from '../publishing-part.ts';
import type { TrialPlan } from '../trial-plan.ts';

/** Where a trial has several servers: what one of them costs, and how evenly their work is spread. */
export default {
  id: 'fleet',
  metrics: [
    {
      path: 'fleet.cpuUsPerServer',
      title: { en: 'CPU per server, mean', ko: '서버 1대당 CPU 평균' },
      unit: 'us',
      better: 'lower',
    },
    {
      path: 'fleet.rssBytesPerServer',
      title: { en: 'Memory per server, mean', ko: '서버 1대당 메모리 평균' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'fleet.largestShare',
      title: {
        en: 'Bytes to clients from the busiest server, share',
        ko: '가장 바쁜 서버가 보낸 바이트의 비율',
      },
      unit: 'ratio',
      better: 'lower',
    },
  ],
  collect: ({ plan, audience }) => ({ report: () => isUnshared(plan, audience) }),
  section: ({ measureStart, measureEnd }, reports) => {
    const servers = eachOf(measureStart, measureEnd);
    if (servers.length < 2) return {};
    const sum = (read: (server: (typeof servers)[number]) => number): number =>
      servers.reduce((total, server) => total + read(server), 0);
    const sent = sum(({ bytesToClients }) => bytesToClients);
    return {
      fleet: {
        servers: servers.length,
        unshared: reports.some((unshared) => unshared),
        cpuUsPerServer: sum(({ cpuUs }) => cpuUs) / servers.length,
        rssBytesPerServer: sum(({ rssBytes }) => rssBytes) / servers.length,
        largestShare:
          sent === 0 ? null : Math.max(...servers.map(({ bytesToClients }) => bytesToClients)) / sent,
      },
      servers,
    };
  },
} satisfies Meter<boolean>;

/** Events of a channel are for subscribers at several servers, and reach only those of one. */
const isUnshared = ({ log }: TrialPlan, audience: readonly Listener[]): boolean =>
  log === undefined && commonChannels(audience).size > 0;

/** Each server by itself, in the measure phase. */
const eachOf = (from: FleetState, to: FleetState) =>
  to.servers.flatMap((end, index) => {
    const begin = from.servers[index];
    if (begin === undefined) return [];
    return {
      cpuUs: end.cpuUs - begin.cpuUs,
      rssBytes: end.rssBytes,
      eventLoopDelayP99Us: end.eventLoopDelayP99Us,
      tcpOpen: end.connections.tcpOpen,
      subscribers: end.subscribers,
      bytesToClients: end.connections.bytesToClients - begin.connections.bytesToClients,
    };
  });
