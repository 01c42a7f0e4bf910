import { connect } from '../../../../transports/raw-tcp/client.ts';
import { listen } from '../../../../transports/raw-tcp/server.ts';
import { participant } from '../../participant.ts';

/** The least that a client costs on Node: the raw socket's server, read by the bare reader engine. */
export default participant({
  id: 'bare-reader',
  title: 'Bare socket reader',
  summary: 'Raw sockets whose reader counts newlines and keeps nothing.',
  colour: '#6b6b6b',
  listen,
  connect,
});
