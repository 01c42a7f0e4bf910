import type { Run } from '../harness/results/schema.ts';

/** What one case of the fixture should look like; figures follow what the lab measures. */
export interface Sketch {
  readonly transport: string;
  readonly http: '1.1' | '2' | null;
  /** Typical wait in ms; `spreadMs` is added evenly, as a poll interval does. */
  readonly waitMs: number;
  readonly spreadMs?: number;
  readonly tcp: number;
  readonly requestsPerSecond: number;
  readonly bytes: number;
  readonly cpuUs: number;
  readonly rssBytes: number;
}

export const SKETCHES: readonly Sketch[] = [
  {
    transport: 'polling',
    http: '1.1',
    waitMs: 1.3,
    spreadMs: 500,
    tcp: 200,
    requestsPerSecond: 400,
    bytes: 402,
    cpuUs: 61,
    rssBytes: 24_600,
  },
  {
    transport: 'polling',
    http: '2',
    waitMs: 1.1,
    spreadMs: 500,
    tcp: 50,
    requestsPerSecond: 400,
    bytes: 331,
    cpuUs: 55,
    rssBytes: 43_800,
  },
  {
    transport: 'long-polling',
    http: '1.1',
    waitMs: 1.9,
    tcp: 200,
    requestsPerSecond: 1950,
    bytes: 611,
    cpuUs: 96,
    rssBytes: 27_100,
  },
  {
    transport: 'long-polling',
    http: '2',
    waitMs: 1.7,
    tcp: 50,
    requestsPerSecond: 1960,
    bytes: 420,
    cpuUs: 88,
    rssBytes: 48_200,
  },
  {
    transport: 'sse',
    http: '1.1',
    waitMs: 0.92,
    tcp: 200,
    requestsPerSecond: 0,
    bytes: 352,
    cpuUs: 14.2,
    rssBytes: 21_400,
  },
  {
    transport: 'sse',
    http: '2',
    waitMs: 0.81,
    tcp: 50,
    requestsPerSecond: 0,
    bytes: 338,
    cpuUs: 9.1,
    rssBytes: 39_900,
  },
  {
    transport: 'websocket',
    http: '1.1',
    waitMs: 0.9,
    tcp: 200,
    requestsPerSecond: 0,
    bytes: 326,
    cpuUs: 13.6,
    rssBytes: 13_200,
  },
  {
    transport: 'websocket',
    http: '2',
    waitMs: 0.86,
    tcp: 50,
    requestsPerSecond: 0,
    bytes: 341,
    cpuUs: 10.4,
    rssBytes: 41_500,
  },
  {
    transport: 'raw-tcp',
    http: null,
    waitMs: 0.7,
    tcp: 200,
    requestsPerSecond: 0,
    bytes: 321,
    cpuUs: 11.3,
    rssBytes: 9_100,
  },
];

export const TITLES: Run['transports'] = {
  polling: transport('Polling', '폴링', '#d55e00', '#ff8f4a'),
  'long-polling': transport('Long polling', '롱 폴링', '#b8860b', '#f0c04a'),
  sse: transport('Server-Sent Events', '서버 전송 이벤트(SSE)', '#0072b2', '#56b4e9'),
  websocket: transport('WebSocket', 'WebSocket', '#00805e', '#3ecfa3'),
  'raw-tcp': { ...transport('Raw socket', '순수 소켓', '#6b6f76', '#9aa0a8'), role: 'reference' },
};

function transport(en: string, ko: string, light: string, dark: string): Run['transports'][string] {
  return { title: { en, ko }, summary: { en, ko }, role: 'compared', colour: { light, dark } };
}
