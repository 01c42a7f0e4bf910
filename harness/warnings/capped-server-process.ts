import { startHost } from '../../transports/start-host.ts';
import { serveTrial } from '../trial-server.ts';

/** A server with a low cap on its connections, for tests. */
serveTrial((options) => startHost({ ...options, maxConnections: 12 }));
