import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';
import type { Browser } from './browser.ts';
import type { EventHead, PublishRequest } from './event.ts';
import type { Gap } from './event-log.ts';
import type { Host } from './host.ts';
import type { ReconnectPolicy } from './reconnect.ts';

export const HTTP_VERSIONS = ['1.1', '2'] as const;
export type HttpVersion = (typeof HTTP_VERSIONS)[number];

/** Either it does, or it does not and says why. */
export type Support = true | Texts;

export const CAPABILITIES = ['push', 'stream', 'resume', 'upstream', 'heartbeat'] as const;
/**
 * `push`: an event leaves as soon as it is published; `stream`: many leave on one connection that
 * stays open; `upstream`: clients can publish.
 */
export type Capability = (typeof CAPABILITIES)[number];

/** HOW events travel: what every `transports/<id>/index.ts` exports by default. */
export interface Transport extends Part {
  readonly title: Texts;
  readonly summary: Texts;
  /** `reference` is what costs are given as multiples of; `compared` is what users choose from. */
  readonly role: 'compared' | 'reference';
  /** The same colour everywhere, from the Okabe–Ito palette, for light and for dark pages. */
  readonly colour: { readonly light: string; readonly dark: string };
  readonly http: Readonly<Record<HttpVersion, Support>>;
  readonly capabilities: Readonly<Record<Capability, Support>>;
  /** Lines to try by hand, for `npm run serve`, which adds curl's flags for TLS and for h2c. */
  examples(origin: Origin, channel: string, http: HttpVersion): readonly string[];
  /** Adds its routes to the host. */
  readonly mount?: (host: Host) => void;
  /** For what is no HTTP: opens a port of its own on the host and returns it. */
  readonly listen?: (host: Host) => Promise<number>;
  /** Follows one channel as one tab. Reports to `sink`; never throws. */
  connect(options: ConnectOptions, sink: Sink): Connection;
}

/** Where a server is. */
export interface Origin {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

export interface ConnectOptions {
  readonly browser: Browser;
  readonly channel: string;
  /** Cursor to continue after; absent means join at the log's end. */
  readonly after?: string;
  readonly policy: ClientPolicy;
}

/** How a client behaves, whatever its transport; each transport reads what concerns it. */
export interface ClientPolicy {
  readonly pollIntervalMs: number;
  /** Where within its interval this tab's polls start, 0 … 1, from the seed. */
  readonly pollPhase: number;
  readonly longPollTimeoutMs: number;
  readonly reconnect: ReconnectPolicy;
}

/** Why a connection ended although nobody here closed it. */
export interface DownCause {
  /** `silent`: nothing was said for longer than the watchdog allows. */
  readonly code: 'refused' | 'reset' | 'ended' | 'status' | 'protocol' | 'closed' | 'silent';
  readonly message: string;
}

/** What a tab hears of its connection. */
export interface Sink {
  /** The subscription stands; `protocol` is what was negotiated, such as `http/1.1` or `h2`. */
  onOpen(protocol: string): void;
  /**
   * @param bytes those of the event's JSON
   * @param askedAtUs when the question that fetched it was sent; absent where nobody asks
   */
  onEvent(event: EventHead, bytes: number, askedAtUs?: number): void;
  onGap(gap: Gap): void;
  /** It tries to come back. */
  onAttempt(): void;
  /** The subscription, or an attempt at it, ended. */
  onDown(cause: DownCause): void;
  /** It will not come back by itself. */
  onGiveUp(reason: string): void;
  /** Microseconds from sending one poll to the end of its answer, as HTTP load tools count. */
  onRequest(latencyUs: number): void;
}

export interface Connection {
  /** Sends an event upstream in the transport's own way. Absent where there is none. */
  readonly publish?: (event: PublishRequest) => void;
  /** Stops reading, as a slow consumer does. */
  pause(): void;
  resume(): void;
  /** Closes for good; the sink hears nothing more. */
  close(): void;
}

/** The HTTP versions a transport runs over; what is no HTTP runs once, over `null`. */
export function httpVersionsOf({ http, listen }: Transport): readonly (HttpVersion | null)[] {
  const versions = HTTP_VERSIONS.filter((version) => http[version] === true);
  return versions.length === 0 && listen !== undefined ? [null] : versions;
}
