import http from 'node:http';
import { cpuUsOf, rssBytesOf } from '../../../lab/outside/process-figures.ts';
import type { Host } from '../../../transports/host.ts';
import type { Transport } from '../../../transports/transport.ts';
import { type Peer, participant, relay } from '../participant.ts';
import { findNchan, startNginx } from './nginx.ts';

/** The channel of the scenario live-feed, which is the only one here: nobody sees the requests that name one. */
const CHANNEL = 'feed';

interface NchanPeer {
  readonly id: string;
  readonly title: string;
  readonly connect: Transport['connect'];
}

/**
 * nchan, a module of nginx: this process publishes by its publisher location, as an application would,
 * and the worker of nginx delivers. `/metrics` then tells that worker's CPU and memory; its
 * connections and bytes nobody counts.
 */
export const nchanPeer = ({ id, title, connect }: NchanPeer): Peer => ({
  ...participant({
    id,
    title,
    summary: 'nchan, a module of nginx in C: one worker, told of events by its publisher location.',
    colour: '#4d9221',
    connect,
    listen: listenByNginx,
  }),
  missing: () =>
    findNchan() === undefined ? 'nginx with nchan (Debian: nginx, libnginx-mod-nchan)' : undefined,
});

async function listenByNginx(host: Host): Promise<number> {
  const nginx = await startNginx(findNchan() ?? '', host.settings.address);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  relay(host, CHANNEL, ({ json }) => {
    const request = http.request({
      agent,
      host: host.settings.address,
      port: nginx.port,
      method: 'POST',
      path: '/publish',
      headers: { 'content-length': Buffer.byteLength(json) },
    });
    // What could not be published is lost, and the accounting says so.
    request.on('error', () => {});
    request.on('response', (response) => response.resume());
    request.end(json);
  });
  const pid = nginx.workerPid;
  host.servedBy(() => ({ pid, cpuUs: cpuUsOf(pid), rssBytes: rssBytesOf(pid), heapUsedBytes: 0 }));
  host.onShutdown(async () => {
    agent.destroy();
    await nginx.close();
  });
  return nginx.port;
}
