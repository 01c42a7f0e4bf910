import http from 'node:http';
import { Server } from 'socket.io';
import { WebSocket } from 'ws';
import { readEventHead } from '../../../../transports/event.ts';
import type { Connection, ConnectOptions, Sink } from '../../../../transports/transport.ts';
import { listenAsPeer, participant, relay } from '../../participant.ts';

/** Socket.IO over WebSocket only, a room for each channel, one emit per event. */
export default participant({
  id: 'socket-io',
  title: 'Socket.IO',
  summary: 'The npm package socket.io with its WebSocket transport, emitting to a room.',
  colour: '#a65628',
  connect,
  listen: (host) => {
    const server = http.createServer();
    const io = new Server(server, { transports: ['websocket'], serveClient: false });
    const rooms = new Set<string>();
    io.on('connection', (socket) => {
      const channel = String(socket.handshake.query.channel);
      socket.join(channel);
      if (rooms.has(channel)) return;
      rooms.add(channel);
      relay(host, channel, (event) => io.to(channel).emit('event', JSON.parse(event.json)));
    });
    return listenAsPeer(host, server);
  },
});

/** What an Engine.IO 4 message with a Socket.IO 5 event begins with. */
const EVENT = '42["event",';

/** Its client as a bare WebSocket: what is measured is the server. */
function connect({ browser, channel }: ConnectOptions, sink: Sink): Connection {
  const { host, port } = browser.origin;
  const url = `ws://${host}:${port}/socket.io/?EIO=4&transport=websocket&channel=${channel}`;
  const webSocket = new WebSocket(url, { perMessageDeflate: false });
  webSocket.on('message', (data) => {
    const text = data.toString();
    if (text.startsWith(EVENT)) {
      const json = text.slice(EVENT.length, -1);
      sink.onEvent(readEventHead(json), json.length);
    } else if (text.startsWith('40')) sink.onOpen('http/1.1');
    else if (text.startsWith('0')) webSocket.send('40');
    else if (text === '2') webSocket.send('3');
  });
  webSocket.on('error', ({ message }) => sink.onDown({ code: 'closed', message }));
  return {
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    close: () => webSocket.terminate(),
  };
}
