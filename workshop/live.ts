import type { Link } from '../harness/link/link.ts';
import type { ScenarioParameters } from '../scenarios/scenario.ts';
import type { HostOptions, RunningHost, Served } from '../transports/start-host.ts';
import type { HttpVersion } from '../transports/transport.ts';

/**
 * What a live demonstration needs on the server: what `lessons/<id>/live.ts` exports by default. It is opened when
 * somebody presses Start, and ends when they stop or their page is gone.
 */
export interface Live {
  open(stage: Stage): Promise<Opened>;
}

export interface Opened {
  /** Plain JSON for the lesson's `demo.ts`, such as the addresses of the hosts. */
  readonly facts: unknown;
  /** What the page may ask for while it lasts, by name. Input comes from outside: check it. What is returned is the answer. */
  readonly actions?: Readonly<Record<string, (input: unknown) => unknown>>;
}

/** Real parts of the lab for one demonstration; each is ended with it. */
export interface Stage {
  readonly signal: AbortSignal;
  host(options: StageHostOptions): Promise<StageHost>;
  /** Publishes a scenario on all these hosts, again and again, until the demonstration ends or it is stopped. */
  play(
    hosts: readonly StageHost[],
    scenario: string,
    parameters: Partial<ScenarioParameters>,
  ): Promise<() => void>;
  /** Tells the page something: plain JSON. */
  say(news: unknown): void;
  /** Done when the demonstration is over, last first; at once where it is over already. */
  onEnd(action: () => unknown): void;
}

export interface StageHostOptions extends Omit<HostOptions, 'http' | 'transports' | 'tls'> {
  readonly http: HttpVersion;
  /** Ids; every compared one unless told. */
  readonly transports?: readonly string[];
  /** Mounted before the transports: further routes, or something that looks at every request. */
  readonly more?: readonly Served[];
  /** HTTP/2 always has it. */
  readonly tls?: boolean;
  /** The lab's TCP link before it, which faults are done to. */
  readonly linked?: boolean;
}

export interface StageHost {
  readonly host: RunningHost;
  /** Where a page opens tabs of it, such as `http://127.0.0.1:4711`. */
  readonly origin: string;
  /** Where `linked`. */
  readonly link?: Link;
}
