import http from 'node:http';
import { type Channel, createChannel, createSession } from 'better-sse';
import { formatCursor } from '../../../../transports/cursor.ts';
import { connect } from '../../../../transports/sse/client.ts';
import { listenAsPeer, participant, relay } from '../../participant.ts';

/** better-sse as its documentation shows it: a session per request, a channel that broadcasts. */
export default participant({
  id: 'better-sse',
  title: 'better-sse',
  summary: 'The npm package better-sse on node:http, broadcasting to a channel of sessions.',
  colour: '#8c6bb1',
  connect,
  listen: (host) => {
    const channels = new Map<string, Channel>();
    const channelOf = (name: string): Channel => {
      const known = channels.get(name);
      if (known !== undefined) return known;
      const channel = createChannel();
      channels.set(name, channel);
      relay(host, name, (event) => {
        channel.broadcast(event.json, event.kind, { eventId: formatCursor(event.epoch, event.id) });
      });
      return channel;
    };
    const server = http.createServer((request, response) => {
      const name = new URL(request.url ?? '', 'http://peer').searchParams.get('channel') ?? '';
      // The event is JSON already; better-sse would quote it once more.
      const options = { serializer: String, keepAlive: host.settings.heartbeatMs };
      createSession(request, response, options).then(
        (session) => channelOf(name).register(session),
        () => response.destroy(),
      );
    });
    return listenAsPeer(host, server);
  },
});
