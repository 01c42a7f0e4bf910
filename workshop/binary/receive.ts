import type { Carrier } from './carrier.ts';

export interface Asked {
  /** Of the host, such as `http://127.0.0.1:4700`. */
  readonly origin: string;
  readonly carrier: Carrier;
  readonly messages: number;
}

export interface Received {
  readonly bytes: number;
  /** That are what was sent: every byte value in turn. */
  readonly intactBytes: number;
  /** From the asking to the last byte in hand. */
  readonly tookMs: number;
}

/** Receives in a page. What `page.evaluate` sends there must stand alone. */
export async function receiveBinary({ origin, carrier, messages }: Asked): Promise<Received> {
  const startedMs = performance.now();
  // A character may be no byte at all.
  const received: ArrayLike<number>[] = [];
  await new Promise<void>((resolve, reject) => {
    const take = (message: ArrayLike<number>, close: () => void): void => {
      received.push(message);
      if (received.length < messages) return;
      close();
      resolve();
    };
    if (carrier === 'websocket') {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/binary`);
      socket.binaryType = 'arraybuffer';
      socket.onmessage = ({ data }) => take(new Uint8Array(data), () => socket.close());
      socket.onerror = () => reject(new Error('the WebSocket failed'));
      return;
    }
    const source = new EventSource(`${origin}/binary?as=${carrier}`);
    source.onmessage = ({ data }) => {
      const text: string = carrier === 'sse-base64' ? atob(data) : data;
      take(
        Uint16Array.from(text, (character) => character.charCodeAt(0)),
        () => source.close(),
      );
    };
    source.onerror = () => {
      // It would come back, and be sent everything once more.
      source.close();
      reject(new Error('the stream failed'));
    };
  });
  const tookMs = performance.now() - startedMs;
  let bytes = 0;
  let intactBytes = 0;
  for (const message of received) {
    bytes += message.length;
    for (let place = 0; place < message.length; place++) {
      if (message[place] === (place & 0xff)) intactBytes++;
    }
  }
  return { bytes, intactBytes, tookMs };
}

/** The data of one event, as a page hears it. */
export const receiveText = (origin: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const source = new EventSource(`${origin}/binary?as=text`);
    source.onmessage = ({ data }) => {
      source.close();
      resolve(data);
    };
    source.onerror = () => {
      // It would come back, and be sent everything once more.
      source.close();
      reject(new Error('the stream failed'));
    };
  });
