import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';
import type { TlsIdentity } from '../transports/host.ts';
import type { HttpVersion, Origin } from '../transports/transport.ts';
import type { Trial } from './results/schema.ts';
import type { TrialPlan } from './trial-plan.ts';

/**
 * What clients reach the servers through: what every `proxies/<id>/index.ts` exports by default. A real program
 * with a configuration file of this repository; TLS ends at it.
 */
export interface ProxyPart extends Part {
  readonly title: Texts;
  readonly summary: Texts;
  /** What it is started as, found by the PATH. */
  readonly program: string;
  /** One sentence on how to get the program. */
  readonly howToGet: string;
  /** The file that says how it works, whole and as it is used. */
  readonly configuration: URL;
  /** The HTTP version that it speaks with the servers where its clients speak this one; or why they cannot. */
  speaks(http: HttpVersion, tls: boolean): HttpVersion | Texts;
  /** Why it cannot carry a transport over this HTTP version; undefined where it can. */
  cannot(transport: string, http: HttpVersion): Texts | undefined;
  /** What is known to go wrong with this plan behind it. */
  foretells(plan: TrialPlan): readonly Damage[];
  /** Its files and the words that it is started with. */
  launch(place: ProxyPlace): {
    readonly files: Readonly<Record<string, string>>;
    readonly words: readonly string[];
  };
}

/** What the configuration file leaves open, because it belongs to the place where it runs. */
export interface ProxyPlace {
  /** The text of the configuration file. */
  readonly configuration: string;
  /** Its own, for all that it writes. */
  readonly folder: string;
  readonly address: string;
  readonly port: number;
  /** What its clients speak, and what it speaks with the servers. */
  readonly http: HttpVersion;
  readonly upstreamHttp: HttpVersion;
  /** Absent means cleartext. */
  readonly tls?: TlsIdentity;
  readonly servers: readonly Pick<Origin, 'host' | 'port'>[];
}

/** Something that a proxy is known to do to a transport. */
export interface Damage {
  readonly code: string;
  /** What is done, and by what of the proxy: the rest of a sentence that begins with "As foretold:". */
  readonly what: Texts;
  /** True where this trial shows it. */
  seenIn(trial: Trial): boolean;
  /** The codes of the warnings that say nothing else than this. */
  readonly explains: readonly string[];
}
