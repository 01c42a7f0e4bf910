import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { Request, Response } from 'express';
import { z } from 'zod';
import nginxDefault from '../../harness/proxies/nginx-default/index.ts';
import { startOutsideServer } from '../../lab/outside/outside-server.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

const HEADERS = {
  connection: ['Connection', 'keep-alive'],
  cache: ['Cache-Control', 'no-cache'],
  buffering: ['X-Accel-Buffering', 'no'],
} as const;
type Name = keyof typeof HEADERS;
const NAMES = Object.keys(HEADERS) as Name[];
const WAYS = ['direct', 'nginx', 'nginx that caches'] as const;

/** A stream of small events that ends in the end, so that who holds it back lets it go then. */
const EVENT_MS = 100;
const STREAM_MS = 2_000;
/** What has not been heard by then was held back. */
const WATCHED_MS = 1_500;
const LOOPBACK = '127.0.0.1';

const seen = z.object({
  firstEventMs: z.number().nullable(),
  /** Whether a second reader was answered by the server, and not with what the first one heard. */
  isFresh: z.boolean(),
  /** Whether that reader came by the first one's connection. */
  isReused: z.boolean(),
});
const figures = z.object({
  watchedMs: z.number(),
  headers: z.array(
    z.object({
      header: z.string(),
      ways: z.array(z.object({ way: z.enum(WAYS), without: seen, alone: seen })),
    }),
  ),
});
export type WhichHeaders = z.infer<typeof figures>;
type Seen = z.infer<typeof seen>;

export default {
  id: 'which-headers',
  title: { en: 'Which headers matter', ko: '어떤 헤더가 중요한가' },
  method: {
    en: 'The same stream with none of the three headers, and with each of them alone: directly, through nginx with its defaults, and through an nginx that caches. Noted is how long the first event takes, whether a second client is answered by the server or with a cached copy, and whether the connection is used again for it.',
    ko: '같은 스트림을 세 헤더 없이, 그리고 하나씩만 붙여 보냅니다. 직접, 기본 설정의 nginx를 거쳐, 캐시하는 nginx를 거쳐 받습니다. 첫 이벤트까지 걸린 시간, 두 번째 클라이언트가 서버의 응답을 받는지 캐시된 사본을 받는지, 그때 연결을 다시 쓰는지 봅니다.',
  },
  needs: ['nginx'],
  figures,
  measure: async (lab) => measure(lab, await readFile(nginxDefault.configuration, 'utf8'), CACHING),
  // A proxy that was set up for streams leaves nothing for a header to do.
  opposites: { 16: (lab) => measure(lab, FOR_STREAMS, FOR_STREAMS) },
} satisfies Experiment<WhichHeaders>;

const nginxWith = (http: string, location: string): string => `
worker_processes 1;
events { worker_connections 256; }
http {
  include place/http.conf;
  ${http}
  upstream servers { include place/servers.conf; }
  server {
    include place/listen.conf;
    location / { proxy_pass http://servers; ${location} }
  }
}
`;
const CACHING = nginxWith(
  'proxy_cache_path cache keys_zone=lab:1m;',
  'proxy_cache lab; proxy_cache_valid 200 1m;',
);
const FOR_STREAMS = nginxWith('', 'proxy_buffering off;');

async function measure(lab: Laboratory, usual: string, caching: string): Promise<WhichHeaders> {
  let answered = 0;
  const { port } = await lab.host({
    http: '1.1',
    transports: [
      {
        id: 'streams',
        mount: ({ app }) => {
          app.get('/stream', (request: Request, response: Response) => {
            answered++;
            stream(request, response, answered);
          });
        },
      },
    ],
  });
  const ports = [port, await startNginx(lab, usual, port), await startNginx(lab, caching, port)];
  const look = async (name: Name | 'none', place: number): Promise<Seen> => {
    const way = ports[place] ?? port;
    // One connection at a time, kept for the next reader if the server keeps it: as a browser has it.
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const first = await read(way, name, agent, lab.signal);
    const { answer, isReused } = await read(way, name, agent, lab.signal);
    agent.destroy();
    return { firstEventMs: first.firstEventMs, isFresh: first.answer !== answer, isReused };
  };
  const [none, ...alone] = await Promise.all(
    (['none', ...NAMES] as const).map((name) => Promise.all(WAYS.map((_, place) => look(name, place)))),
  );
  return figures.parse({
    watchedMs: WATCHED_MS,
    headers: NAMES.map((name, index) => ({
      header: HEADERS[name].join(': '),
      ways: WAYS.map((way, place) => ({ way, without: none?.[place], alone: alone[index]?.[place] })),
    })),
  });
}

/** Says which answer it is, so that a copy is known for one. */
function stream({ query }: Request, response: Response, answer: number): void {
  response.setHeader('Content-Type', 'text/event-stream');
  // Node says keep-alive by itself unless it is taken away.
  response.removeHeader('Connection');
  const header = HEADERS[String(query.header) as Name];
  if (header !== undefined) response.setHeader(header[0], header[1]);
  const write = (): boolean => response.write(`data: ${answer}\n\n`);
  write();
  const beat = setInterval(write, EVENT_MS);
  const end = setTimeout(() => response.end(), STREAM_MS);
  response.on('close', () => {
    clearInterval(beat);
    clearTimeout(end);
  });
}

async function startNginx(lab: Laboratory, configuration: string, upstream: number): Promise<number> {
  const server = await startOutsideServer({
    name: 'nginx',
    address: LOOPBACK,
    launch: ({ folder, port }) =>
      nginxDefault.launch({
        configuration,
        folder,
        address: LOOPBACK,
        port,
        http: '1.1',
        upstreamHttp: '1.1',
        servers: [{ host: LOOPBACK, port: upstream }],
      }),
  });
  lab.onEnd(() => server.close());
  return server.port;
}

/** Reads the stream to its end: what is cached is whole. */
function read(port: number, header: string, agent: http.Agent, signal: AbortSignal) {
  return new Promise<{ firstEventMs: number | null; answer: string; isReused: boolean }>(
    (resolve, reject) => {
      const startMs = performance.now();
      const path = `/stream?header=${header}`;
      const request = http.get({ host: LOOPBACK, port, path, agent, signal }, (response) => {
        let text = '';
        let firstEventMs: number | null = null;
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          const afterMs = performance.now() - startMs;
          if (text.includes('\n\n') && afterMs < WATCHED_MS) firstEventMs ??= afterMs;
        });
        response.on('end', () => {
          const answer = /data: (\d+)/.exec(text)?.[1] ?? '';
          resolve({ firstEventMs, answer, isReused: request.reusedSocket });
        });
        response.on('error', reject);
      });
      request.on('error', reject);
    },
  );
}
