import type { Origin } from './transport.ts';

/** The URL of one channel, for the lines that a person may try. */
export const exampleUrl = ({ host, port, tls }: Origin, path: string, channel: string): string =>
  `${tls ? 'https' : 'http'}://${host}:${port}${path}?channel=${channel}`;
