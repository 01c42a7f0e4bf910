import type { Meter } from '../meter.ts';

/** The machine around the lab in the measure phase: what others took of it, and who had to wait for a core. */
export default {
  id: 'machine',
  metrics: [
    {
      path: 'machine.othersCores',
      title: { en: 'CPU of other programs, cores', ko: '다른 프로그램의 CPU 사용(코어)' },
      unit: 'ratio',
      better: 'lower',
    },
    {
      path: 'machine.stolenShare',
      title: { en: 'CPU stolen by the hypervisor', ko: '하이퍼바이저가 가져간 CPU' },
      unit: 'ratio',
      better: 'lower',
    },
    {
      path: 'machine.serverWaitShare',
      title: { en: 'Server waiting for a core', ko: '서버의 코어 대기 비율' },
      unit: 'ratio',
      better: 'lower',
    },
    {
      path: 'machine.loadWaitShare',
      title: { en: 'Clients waiting for a core', ko: '클라이언트의 코어 대기 비율' },
      unit: 'ratio',
      better: 'lower',
    },
  ],
  section: ({ plan, machine, load, fault, log, measureStart, measureEnd }) => {
    if (machine === undefined) return {};
    const { measureStart: from, measureEnd: to } = machine;
    const totalUs = Math.max(1, to.totalUs - from.totalUs);
    const ownUs =
      measureEnd.cpuUs -
      measureStart.cpuUs +
      load.reduce((sum, { cpuUs }) => sum + cpuUs, 0) +
      (fault?.link?.cpuUs ?? 0) +
      ((to.proxy?.cpuUs ?? 0) - (from.proxy?.cpuUs ?? 0)) +
      (log === undefined ? 0 : log.measureEnd.cpuUs - log.measureStart.cpuUs) +
      (to.coordinatorCpuUs - from.coordinatorCpuUs);
    const waits = load.flatMap(({ waitedUs }) => waitedUs ?? []);
    return {
      machine: {
        cores: from.cores,
        stolenShare: (to.stolenUs - from.stolenUs) / totalUs,
        // Ticks are coarse and the readings are not of the very same moment: a little below zero is none.
        othersCores: Math.max(0, ((to.busyUs - from.busyUs - ownUs) / totalUs) * from.cores),
        // A server that was taken away meanwhile is another process.
        ...(from.serverPid === to.serverPid &&
          from.serverWaitedUs !== undefined &&
          to.serverWaitedUs !== undefined && {
            serverWaitShare: (to.serverWaitedUs - from.serverWaitedUs) / plan.durationUs,
          }),
        ...(waits.length > 0 && { loadWaitShare: Math.max(...waits) / plan.durationUs }),
      },
    };
  },
} satisfies Meter;
