import http from 'node:http';
import { parseCursor } from '../../../../transports/cursor.ts';
import { sendPage } from '../../../../transports/page-answer.ts';
import { connect } from '../../../../transports/polling/client.ts';
import { listenAsPeer, participant } from '../../participant.ts';

const QUERY = /[?&]channel=([^&]*)(?:&after=([^&]*))?/;

/** The least that a poll costs on Node: the same answer from a bare `node:http` handler. */
export default participant({
  id: 'bare-http',
  title: 'Bare node:http',
  summary: 'The same answers to polls from a node:http handler: no framework, no checks, no counts.',
  colour: '#6b6b6b',
  connect,
  listen: (host) =>
    listenAsPeer(
      host,
      http.createServer((request, response) => {
        const [, channel = '', after] = QUERY.exec(request.url ?? '') ?? [];
        const cursor = after === undefined ? undefined : parseCursor(after);
        sendPage(response, host.hub.read(channel, cursor), cursor === undefined);
      }),
    ),
});
