/** An event as its bytes show it, whatever the framing around. */
export interface EventMark {
  readonly source: string;
  readonly seq: number;
  readonly publishedAtUs: number;
}

const MARK = /"source":"([\w.:-]+)","seq":(\d+),"intendedAtUs":[\d.]+,"publishedAtUs":([\d.]+),/g;

/** The events that begin in these bytes of cleartext SSE or WebSocket. */
export const eventsIn = (bytes: Buffer): EventMark[] =>
  [...bytes.toString('latin1').matchAll(MARK)].map(([, source = '', seq, publishedAtUs]) => ({
    source,
    seq: Number(seq),
    publishedAtUs: Number(publishedAtUs),
  }));
