import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { ProxyReading, TrialProxy } from './trial-proxy.ts';

/** What Linux says of the machine, and of the server on it, at one moment. Times count from their start. */
export interface MachineReading {
  readonly cores: number;
  /** Of all cores together: running programs, taken by the hypervisor, and all time there was. */
  readonly busyUs: number;
  readonly stolenUs: number;
  readonly totalUs: number;
  /** Of this process, the coordinator. */
  readonly coordinatorCpuUs: number;
  readonly serverPid: number;
  /** Absent where the process is not of this machine, or the kernel does not count it. */
  readonly serverWaitedUs?: number;
  readonly serverOpenFiles?: number;
  readonly serverOpenFilesLimit?: number;
  readonly acceptQueueOverflows?: number;
  /** Absent where clients reach the server directly. */
  readonly proxy?: ProxyReading;
}

export type MachineMoment = 'before' | 'measureStart' | 'measureEnd' | 'afterDrain';

/** Reads the machine at the moments of a trial. */
export class MachineWatch {
  readonly #proxy: Pick<TrialProxy, 'read'> | undefined;
  readonly #readings: Partial<Record<MachineMoment, MachineReading>> = {};

  /** @param proxy what clients reach the server through, where there is one */
  constructor(proxy?: Pick<TrialProxy, 'read'>) {
    this.#proxy = proxy;
  }

  /** @param server whose process it is at that moment */
  async read(moment: MachineMoment, server: { readonly pid: number }): Promise<void> {
    const reading = await readMachine(server.pid);
    const proxy = this.#proxy?.read();
    if (reading !== undefined) this.#readings[moment] = { ...reading, ...(proxy && { proxy }) };
  }

  /** All four, or nothing where the system has no /proc. */
  get readings(): { readonly machine?: Readonly<Record<MachineMoment, MachineReading>> } {
    const { before, measureStart, measureEnd, afterDrain } = this.#readings;
    const all = before && measureStart && measureEnd && afterDrain;
    return all ? { machine: { before, measureStart, measureEnd, afterDrain } } : {};
  }
}

/** `/proc/stat` counts in ticks of USER_HZ, which is 100 on every Linux. */
const TICK_US = 10_000;

/** Reads /proc; undefined where there is none, such as on macOS. */
async function readMachine(serverPid: number): Promise<MachineReading | undefined> {
  const [stat, schedstat, files, limits, netstat] = await Promise.all([
    read('/proc/stat'),
    read(`/proc/${serverPid}/schedstat`),
    readdir(`/proc/${serverPid}/fd`).catch(() => undefined),
    read(`/proc/${serverPid}/limits`),
    read('/proc/net/netstat'),
  ]);
  // proc_stat(5): user nice system idle iowait irq softirq steal.
  const ticks = /^cpu +([\d ]+)/m.exec(stat)?.[1]?.trim().split(' ').map(Number);
  if (ticks === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] = ticks;
  const { user: ownUser, system: ownSystem } = process.cpuUsage();
  const waitedUs = waitedUsIn(schedstat);
  const limit = openFilesLimitIn(limits);
  const overflows = counterIn(netstat, 'TcpExt', 'ListenOverflows');
  return {
    cores: stat.match(/^cpu\d/gm)?.length ?? 1,
    busyUs: (user + nice + system) * TICK_US,
    stolenUs: steal * TICK_US,
    totalUs: (user + nice + system + idle + ioWait + irq + softIrq + steal) * TICK_US,
    coordinatorCpuUs: ownUser + ownSystem,
    serverPid,
    ...(waitedUs !== undefined && { serverWaitedUs: waitedUs }),
    ...(files !== undefined && { serverOpenFiles: files.length }),
    ...(limit !== undefined && { serverOpenFilesLimit: limit }),
    ...(overflows !== undefined && { acceptQueueOverflows: overflows }),
  };
}

/** The soft limit in a /proc/PID/limits. */
const openFilesLimitIn = (limits: string): number | undefined => {
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? undefined : Number(soft);
};

/** How long this process's main thread was ready and had no core; undefined where the system does not tell. */
export function ownWaitedUs(): number | undefined {
  try {
    return waitedUsIn(readFileSync('/proc/self/schedstat', 'utf8'));
  } catch {
    return undefined;
  }
}

/** Linux Documentation/scheduler/sched-stats.rst: time on a core, time waiting for one (both ns), slices. */
const waitedUsIn = (schedstat: string): number | undefined => {
  const waited = /^\d+ (\d+)/.exec(schedstat)?.[1];
  return waited === undefined ? undefined : Number(waited) / 1e3;
};

/** /proc/net/netstat has two lines for each protocol: names, then values. */
function counterIn(netstat: string, protocol: string, name: string): number | undefined {
  const [names, values] = netstat.split('\n').filter((line) => line.startsWith(`${protocol}:`));
  const value = values?.split(' ')[names?.split(' ').indexOf(name) ?? -1];
  return value === undefined ? undefined : Number(value);
}

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
