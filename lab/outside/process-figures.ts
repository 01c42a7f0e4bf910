import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Of Linux's /proc, as proc(5) has it; nothing where the process is gone, or the system has none. */
const read = (path: string): string => {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
};

const list = (path: string): readonly string[] => {
  try {
    return readdirSync(`/proc/${path}`);
  } catch {
    return [];
  }
};

/** The processes that this one started, such as nginx's workers. */
export const childrenOf = (pid: number): readonly number[] =>
  list(`${pid}/task`).flatMap((task) =>
    read(`${pid}/task/${task}/children`)
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  );

/** Time on a core since its start, of all its threads: in ticks `stat` would give it, too coarse for a short trial. */
export function cpuUsOf(pid: number): number {
  const onCpuNs = list(`${pid}/task`).map((task) =>
    Number(read(`${pid}/task/${task}/schedstat`).split(' ')[0]),
  );
  return Math.round(onCpuNs.reduce((sum, ns) => sum + ns, 0) / 1e3);
}

const PAGE_BYTES = 4_096;

export const rssBytesOf = (pid: number): number =>
  Number(read(`${pid}/statm`).split(' ')[1] ?? 0) * PAGE_BYTES;

/** Its part of the memory: a page that several processes share counts for each by its share. */
export const pssBytesOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`${pid}/smaps_rollup`))?.[1] ?? 0) * 1_024;

/** proc_net_tcp(5): the states of a connection that stands, and of a socket that listens. */
const STATES = { established: '01', listening: '0A' } as const;

interface TcpSocket {
  readonly state: string;
  readonly inode: string;
}

/** The sockets of this machine that are bound to a port, IPv4. */
function socketsAt(port: number): readonly TcpSocket[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return read('self/net/tcp')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      return local?.endsWith(suffix) && state && inode ? [{ state, inode }] : [];
    });
}

/** How many connections stand at a port of this machine, at its end. */
export const connectionsAt = (port: number): number =>
  socketsAt(port).filter(({ state }) => state === STATES.established).length;

/** True where it is this process that listens at the port, and not another that took it. */
export function listensAt(pid: number, port: number): boolean {
  const own = socketsAt(port).filter(({ state }) => state === STATES.listening);
  if (own.length === 0) return false;
  const names = new Set(own.map(({ inode }) => `socket:[${inode}]`));
  return list(`${pid}/fd`).some((fd) => {
    try {
      return names.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
    } catch {
      return false;
    }
  });
}

/** True while a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
