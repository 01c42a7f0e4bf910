import type { HttpVersion } from '../../transports/transport.ts';

/** One subscriber over one transport; each has a server port of its own. */
export interface HalfOpenCase {
  readonly transport: string;
  readonly http: HttpVersion;
}

/** That one side knew that the other was gone. */
export interface Noticed {
  /** On the monotonic clock. */
  readonly atUs: number;
  readonly by: string;
}

export const CHANNEL = 'room';
