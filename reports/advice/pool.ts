import type { Load } from './load.ts';

/** Connections that a browser opens to one origin over HTTP/1.1, at most. */
export const HTTP1_CONNECTIONS = 6;

/**
 * How a browser's tabs share its connections, which is the browser's rule and no measurement.
 * WebSockets over HTTP/1.1 stand outside the six, and what is no HTTP shares nothing.
 */
function connectionsPerBrowser(transport: string, http: '1.1' | '2' | null, tabs: number): number {
  if (http === '2') return 1;
  if (http === null || transport === 'websocket') return tabs;
  return Math.min(tabs, HTTP1_CONNECTIONS);
}

/** Connections of a whole audience, its last browser perhaps with fewer tabs. */
export function connectionsOf(
  { transport, http }: { readonly transport: string; readonly http: '1.1' | '2' | null },
  { subscribers, tabsPerBrowser }: Pick<Load, 'subscribers' | 'tabsPerBrowser'>,
): number {
  const full = Math.floor(subscribers / tabsPerBrowser);
  const rest = subscribers - full * tabsPerBrowser;
  return (
    full * connectionsPerBrowser(transport, http, tabsPerBrowser) +
    (rest === 0 ? 0 : connectionsPerBrowser(transport, http, rest))
  );
}

/** Tabs of each browser that would hold a request open and get no connection for it. */
export function starvedTabs(transport: string, http: '1.1' | '2' | null, tabs: number): number {
  const holdsOpen = transport !== 'polling';
  return holdsOpen ? tabs - Math.min(tabs, connectionsHeld(transport, http, tabs)) : 0;
}

/** Over HTTP/2 a connection carries a hundred streams; some servers and browsers allow more. */
export const HTTP2_STREAMS = 100;

const connectionsHeld = (transport: string, http: '1.1' | '2' | null, tabs: number): number =>
  http === '2' ? HTTP2_STREAMS : connectionsPerBrowser(transport, http, tabs);
