/** A transport over an HTTP version, as the tables name it. */
export interface PushCase {
  readonly transport: string;
  readonly http: '1.1' | '2' | null;
  readonly name: string;
}

export const RAW: PushCase = { transport: 'raw-tcp', http: null, name: 'raw socket' };
/** The least over HTTP/2: one write may carry the event for all tabs of a browser. */
export const BARE_HTTP2: PushCase = { transport: 'bare-http2', http: '2', name: 'bare node:http2' };
export const SSE_1: PushCase = { transport: 'sse', http: '1.1', name: 'SSE HTTP/1.1' };
export const SSE_2: PushCase = { transport: 'sse', http: '2', name: 'SSE HTTP/2' };
export const WEBSOCKET_1: PushCase = { transport: 'websocket', http: '1.1', name: 'WebSocket HTTP/1.1' };
export const WEBSOCKET_2: PushCase = { transport: 'websocket', http: '2', name: 'WebSocket HTTP/2' };

export const PUSH_CASES = [SSE_1, SSE_2, WEBSOCKET_1, WEBSOCKET_2] as const;
