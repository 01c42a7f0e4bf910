import { connect } from '../../../../transports/websocket/client.ts';
import { nchanPeer } from '../../nchan/peer.ts';

export default nchanPeer({ id: 'nchan-websocket', title: 'nchan WebSocket', connect });
