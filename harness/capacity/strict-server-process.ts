import { startHost } from '../../transports/start-host.ts';
import { serveTrial } from '../trial-server.ts';

/** A server that sends away who leaves a byte unread, for tests: over HTTP/2 every frame is queued first. */
serveTrial((options) => startHost({ ...options, unsentLimitBytes: 1 }));
