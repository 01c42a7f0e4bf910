import { open } from 'node:fs/promises';

const SAMPLE_MS = 20;
/** Listening sockets stand first in the table: a look at its head is cheap, however many connections there are. */
const HEAD_BYTES = 8 * 1024;
/** The state of a listening socket, as the kernel writes it. */
const LISTEN = '0A';

/**
 * Watches how many connections wait to be accepted on a port, from the kernel's own table.
 * Where there is none (not Linux), nothing is known.
 */
export class AcceptQueueWatch {
  readonly #port: number;
  readonly #timer: NodeJS.Timeout;
  #peak: number | null = null;
  #looking = false;

  constructor(port: number) {
    this.#port = port;
    this.#timer = setInterval(() => void this.#look(), SAMPLE_MS);
  }

  /** The longest that was seen, every 20 ms; `null` where nothing is known. */
  get peak(): number | null {
    return this.#peak;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const waiting = await readHead()
      .then((table) => waitingOn(table, this.#port))
      .catch(() => undefined);
    this.#looking = false;
    if (waiting !== undefined) this.#peak = Math.max(this.#peak ?? 0, waiting);
  }
}

async function readHead(): Promise<string> {
  const file = await open('/proc/net/tcp');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Reads `/proc/net/tcp`: of a listening socket, the receive queue is its accept queue. Several may listen on one port. */
export function waitingOn(table: string, port: number): number | undefined {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  let waiting: number | undefined;
  for (const line of table.split('\n')) {
    const [, local, , state, queues] = line.trim().split(/\s+/);
    if (state !== LISTEN || !local?.endsWith(`:${hexPort}`)) continue;
    waiting = (waiting ?? 0) + Number.parseInt(queues?.split(':')[1] ?? '', 16);
  }
  return waiting;
}
