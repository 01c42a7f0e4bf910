import { connect } from '../../../../transports/sse/client.ts';
import { nchanPeer } from '../../nchan/peer.ts';

export default nchanPeer({ id: 'nchan-sse', title: 'nchan SSE', connect });
