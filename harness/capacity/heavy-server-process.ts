import { startHost } from '../../transports/start-host.ts';
import { serveTrial } from '../trial-server.ts';

/** A server that keeps what it makes until its heap is full, for tests. */
const kept: unknown[] = [];

serveTrial(async (options) => {
  const host = await startHost(options);
  setInterval(() => kept.push(Array.from({ length: 100_000 }, () => ({}))), 1);
  return host;
});
