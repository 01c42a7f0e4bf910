import type { Live } from '../../live.ts';

export interface Hosts {
  readonly http1: string;
  readonly http2: string;
}

/** One host over each HTTP version; what is opened there is opened by the page. */
export default {
  async open(stage) {
    const [http1, http2] = await Promise.all([
      stage.host({ http: '1.1', transports: ['polling', 'sse', 'websocket'] }),
      stage.host({ http: '2', transports: ['polling', 'sse', 'websocket'] }),
    ]);
    return { facts: { http1: http1.origin, http2: http2.origin } satisfies Hosts };
  },
} satisfies Live;
