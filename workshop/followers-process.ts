import { findTransport, loadTransports } from '../transports/registry.ts';
import { Followers } from './followers.ts';

/** Every client's subscription stands. */
export interface FollowersReady {
  readonly type: 'ready';
}

const [id = '', port, count] = process.argv.slice(2);

/** Clients of one channel in a process of their own, so that what they do holds up no server. */
process.once('disconnect', () => process.exit());
const transport = findTransport(await loadTransports(), id);
const followers = new Followers({ seed: 'followers', onEnd: () => {} });
await Promise.all(
  Array.from({ length: Number(count) }, () => {
    const browser = followers.browser({ port: Number(port) });
    return followers.follow({ transport, browser, channel: 'feed', sink: {} });
  }),
);
process.send?.({ type: 'ready' } satisfies FollowersReady);
