import { type Browser, openBrowser } from './browser.ts';
import type { EventHead, PublishRequest } from './event.ts';
import type { Gap } from './event-log.ts';
import { type HostOptions, type RunningHost, startHost } from './start-host.ts';
import { makeTlsIdentity } from './tls-identity.ts';
import type { Connection, ConnectOptions, DownCause, HttpVersion, Transport } from './transport.ts';

/** One client with what it heard, and a way to wait for more. Only tests use it. */
export interface TestTab {
  readonly opens: string[];
  readonly events: EventHead[];
  readonly gaps: Gap[];
  readonly downs: DownCause[];
  readonly givenUp: string[];
  readonly connection: Connection;
  /** Resolves as soon as the condition holds; rejects with what was heard after 5 s. */
  until(condition: (tab: TestTab) => boolean): Promise<void>;
}

export interface Stage {
  readonly host: RunningHost;
  readonly browser: Browser;
  join(after?: string, browser?: Browser): TestTab;
  openBrowser(): Browser;
  publish(seq: number, request?: Partial<PublishRequest>): number | undefined;
  close(): Promise<void>;
}

const identity = makeTlsIdentity();

/** A real server of one transport and a browser that reaches it. */
export async function setStage(
  transport: Transport,
  http: HttpVersion | null,
  tls: boolean,
  options: Partial<HostOptions> = {},
): Promise<Stage> {
  const certificate = tls ? await identity : undefined;
  const version = http ?? '1.1';
  const host = await startHost({
    http: version,
    transports: [transport],
    ...(certificate && { tls: certificate }),
    ...options,
  });
  const port = host.ownPorts[transport.id] ?? host.port;
  const browsers: Browser[] = [];
  const open = (): Browser => {
    const browser = openBrowser({
      origin: { host: '127.0.0.1', port, tls },
      http: version,
      keepAlive: true,
      ...(certificate && { ca: certificate.cert }),
    });
    browsers.push(browser);
    return browser;
  };
  const browser = open();
  const tabs: TestTab[] = [];
  return {
    host,
    browser,
    openBrowser: open,
    join(after, inBrowser = browser) {
      const tab = joinTab(transport.connect, { browser: inBrowser, ...(after !== undefined && { after }) });
      tabs.push(tab);
      return tab;
    },
    publish: (seq, request = {}) =>
      host.hub.publish({
        channel: 'room',
        kind: 'message',
        source: 'test',
        seq,
        intendedAtUs: 1,
        data: { text: `number ${seq}` },
        ...request,
      }),
    async close() {
      for (const tab of tabs) tab.connection.close();
      for (const opened of browsers) opened.close();
      await host.close();
    },
  };
}

/** How a test's client joins; it draws its delays from 0.1, and none is seeded. */
export interface TestJoin extends Pick<ConnectOptions, 'browser' | 'after'> {
  readonly channel?: string;
  readonly reopen?: boolean;
}

/** Follows a channel and notes what is heard. */
export function joinTab(
  connect: Transport['connect'],
  { channel = 'room', reopen = false, ...join }: TestJoin,
): TestTab {
  const waiting = new Set<() => void>();
  const heard = { opens: [], events: [], gaps: [], downs: [], givenUp: [] } as Pick<
    TestTab,
    'opens' | 'events' | 'gaps' | 'downs' | 'givenUp'
  >;
  const note = <T>(list: T[]) => {
    return (item: T): void => {
      list.push(item);
      for (const check of waiting) check();
    };
  };
  const noteEvent = note(heard.events);
  const connection = connect(
    {
      ...join,
      channel,
      policy: {
        pollIntervalMs: 20,
        pollPhase: 0.5,
        longPollTimeoutMs: 10_000,
        reconnect: { enabled: true, random: () => 0.1, reopen },
      },
    },
    {
      onOpen: note(heard.opens),
      onEvent: (event) => noteEvent(event),
      onGap: note(heard.gaps),
      onAttempt: () => {},
      onDown: note(heard.downs),
      onGiveUp: note(heard.givenUp),
      onRequest: () => {},
    },
  );
  const tab: TestTab = {
    ...heard,
    connection,
    until: (condition) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!condition(tab)) return;
          waiting.delete(check);
          clearTimeout(limit);
          resolve();
        };
        const limit = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`waited 5 s in vain; heard ${JSON.stringify(heard)}`));
        }, 5_000);
        waiting.add(check);
        check();
      }),
  };
  return tab;
}
