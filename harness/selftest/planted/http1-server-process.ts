import { startHost } from '../../../transports/start-host.ts';
import { serveTrial } from '../../trial-server.ts';

/** The server speaks HTTP/1.1, whatever was asked for. */
serveTrial((options) => startHost({ ...options, http: '1.1' }));
