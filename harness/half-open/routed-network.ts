import { spawnSync } from 'node:child_process';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'network-namespace': 'The system does not let the lab make a network of its own',
});

export type Side = 'client' | 'server';

const ADDRESS = { client: '10.0.1.2', server: '10.0.2.2' } as const;
const ROUTER = { client: '10.0.1.1', server: '10.0.2.1' } as const;

/**
 * A client's and a server's machine with a router between them, each a network namespace of Linux
 * (needs iproute2 and root): TCP of their own on both sides, and nothing of the machine's own network is
 * touched. A router that stops forwarding drops every packet and tells nobody, as a cable does that
 * is out behind the next router.
 */
export class RoutedNetwork {
  readonly serverAddress = ADDRESS.server;
  readonly #name: string;

  /** Throws a LabError where the system does not allow it. */
  constructor(name: string) {
    this.#name = name;
    try {
      for (const place of ['client', 'router', 'server'] as const) {
        ip('netns', 'add', this.#space(place));
        ip('-n', this.#space(place), 'link', 'set', 'lo', 'up');
      }
      for (const side of ['client', 'server'] as const) {
        const [near, far] = [this.#space(side), this.#space('router')];
        ip('link', 'add', 'out', 'netns', near, 'type', 'veth', 'peer', 'name', side, 'netns', far);
        ip('-n', near, 'addr', 'add', `${ADDRESS[side]}/24`, 'dev', 'out');
        ip('-n', far, 'addr', 'add', `${ROUTER[side]}/24`, 'dev', side);
        ip('-n', near, 'link', 'set', 'out', 'up');
        ip('-n', far, 'link', 'set', side, 'up');
        ip('-n', near, 'route', 'add', 'default', 'via', ROUTER[side]);
      }
      this.#forward(true);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** What a program is started with to run on one side. */
  inside(side: Side): readonly string[] {
    return ['ip', 'netns', 'exec', this.#space(side)];
  }

  /** A setting below /proc/sys/net/ipv4 of one side. */
  set(side: Side | 'router', setting: string, value: number): void {
    // The file belongs to the namespace of who opens it.
    const write = `echo ${value} > /proc/sys/net/ipv4/${setting}`;
    ip('netns', 'exec', this.#space(side), 'sh', '-c', write);
  }

  /** From now on every packet is lost, in both directions. */
  cut(): void {
    this.#forward(false);
  }

  mend(): void {
    this.#forward(true);
  }

  /** Takes all of it away; its programs must have ended. */
  close(): void {
    for (const place of ['client', 'router', 'server'] as const) {
      spawnSync('ip', ['netns', 'del', this.#space(place)]);
    }
  }

  #forward(on: boolean): void {
    this.set('router', 'ip_forward', on ? 1 : 0);
  }

  #space(place: Side | 'router'): string {
    return `${this.#name}-${place}`;
  }
}

/** Why there can be no such network here; undefined where there can. */
export function whyNoNetwork(): string | undefined {
  try {
    new RoutedNetwork(`lab-try-${process.pid}`).close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function ip(...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync('ip', words, { encoding: 'utf8' });
  if (status === 0) return;
  throw new LabError(codes['network-namespace'], {
    expected: `"ip ${words.join(' ')}" to succeed`,
    got: error?.message ?? stderr.trim(),
    remedy: 'It needs Linux, iproute2 and root.',
  });
}
