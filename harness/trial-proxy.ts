import { spawnSync } from 'node:child_process';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { findServerProgram, type OutsideServer } from '../lab/outside/outside-server.ts';
import { childrenOf, connectionsAt, cpuUsOf, pssBytesOf } from '../lab/outside/process-figures.ts';
import { makeTlsIdentity } from '../transports/tls-identity.ts';
import type { HttpVersion } from '../transports/transport.ts';
import { onCoresOf } from './lab-process.ts';
import type { ProxyPart } from './proxy.ts';
import { findProxy } from './proxy-parts.ts';
import type { Run } from './results/schema.ts';
import { checkProgram, startProxy } from './start-proxy.ts';
import type { Target, TrialPlan } from './trial-plan.ts';

const codes = defineErrorCodes({
  'proxy-cannot': 'The proxy asked for does not speak the HTTP version of its clients',
});

const ADDRESS = '127.0.0.1';

/** What Linux says of all processes of a proxy together; times count from its start. */
export interface ProxyReading {
  readonly cpuUs: number;
  readonly memoryBytes: number;
  /** Clients' connections that stand. */
  readonly connections: number;
}

/** As a run tells of it, with the version of its program on this machine. */
export function describeProxy({ title, summary, program }: ProxyPart): NonNullable<Run['proxies']>[string] {
  const { stdout, stderr } = spawnSync(findServerProgram(program) ?? program, ['-v'], { encoding: 'utf8' });
  const version = /\d+\.\d+[\w.+-]*/.exec(`${stdout}${stderr}`)?.[0] ?? 'unknown';
  return { title, summary, program, version };
}

/** The proxy of one trial: a fresh process with a folder of its own, on the load's cores. TLS ends at it. */
export class TrialProxy {
  readonly #proxy: ProxyPart;
  readonly #plan: TrialPlan & { readonly http: HttpVersion };
  readonly #upstreamHttp: HttpVersion;
  readonly #died: PromiseWithResolvers<never> = Promise.withResolvers();
  #server: Promise<OutsideServer> | undefined;
  #open: OutsideServer | undefined;
  #closed = false;

  /**
   * Undefined where clients reach the servers directly. Rejects with a LabError.
   *
   * @param instead a proxy in place of the plan's own
   */
  static async of(plan: TrialPlan, instead?: ProxyPart): Promise<TrialProxy | undefined> {
    if (plan.via === undefined || plan.http === null) return undefined;
    const proxy = instead ?? (await findProxy(plan.via));
    checkProgram(proxy);
    const upstreamHttp = proxy.speaks(plan.http, plan.tls);
    if (typeof upstreamHttp === 'string')
      return new TrialProxy(proxy, { ...plan, http: plan.http }, upstreamHttp);
    throw new LabError(codes['proxy-cannot'], {
      expected: `an HTTP version that ${proxy.id} speaks with its clients`,
      got: plan.http,
      remedy: upstreamHttp.en,
    });
  }

  private constructor(
    proxy: ProxyPart,
    plan: TrialPlan & { readonly http: HttpVersion },
    upstreamHttp: HttpVersion,
  ) {
    this.#proxy = proxy;
    this.#plan = plan;
    this.#upstreamHttp = upstreamHttp;
    // Who closes it does not ask how it ended.
    this.#died.promise.catch(() => {});
  }

  /** What the servers behind it are to be: in cleartext, and of the version that it speaks with them. */
  get serverPlan(): TrialPlan {
    return { ...this.#plan, tls: false, http: this.#upstreamHttp };
  }

  /** Rejects when it ends that should not; never resolves. */
  get died(): Promise<never> {
    return this.#died.promise;
  }

  /** Starts it before the servers at these ports; where clients find it. Rejects with a LabError. */
  async reach(target: Target, servers: readonly number[]): Promise<Target> {
    const tls = this.#plan.tls ? await makeTlsIdentity() : undefined;
    // Whoever gave up meanwhile has closed it already.
    if (this.#closed) return target;
    this.#server = startProxy(this.#proxy, {
      http: this.#plan.http,
      upstreamHttp: this.#upstreamHttp,
      servers,
      within: onCoresOf('load'),
      ...(tls && { tls }),
    });
    const server = await this.#server;
    this.#open = server;
    server.died.catch((death: unknown) => this.#died.reject(death));
    const origin = { host: ADDRESS, port: server.port, tls: this.#plan.tls };
    return { ...target, origin, ...(tls && { ca: tls.cert }) };
  }

  /** Undefined where it does not stand yet. */
  read(): ProxyReading | undefined {
    if (this.#open === undefined) return undefined;
    const { pid, port } = this.#open;
    const all = [pid, ...childrenOf(pid)];
    const sum = (figure: (pid: number) => number): number =>
      all.reduce((total, one) => total + figure(one), 0);
    return { cpuUs: sum(cpuUsOf), memoryBytes: sum(pssBytesOf), connections: connectionsAt(port) };
  }

  /** Leaves nothing of it, even of one that is just being started. */
  async close(): Promise<void> {
    this.#closed = true;
    const server = await this.#server?.catch(() => undefined);
    await server?.close();
  }
}
