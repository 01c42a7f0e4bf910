import { findTransport, loadTransports } from '../../../transports/registry.ts';
import { countsOf } from '../../counts.ts';
import type { Live } from '../../live.ts';

const EVENTS_PER_SECOND = 1;
const PAYLOAD_BYTES = 60;
/** From asking to being told. */
const ORDER = ['polling', 'long-polling', 'sse', 'websocket'] as const;

/** What the page is told of each transport. */
export interface Way {
  readonly id: (typeof ORDER)[number];
  readonly title: { readonly en: string; readonly ko: string };
  readonly colour: { readonly light: string; readonly dark: string };
  readonly origin: string;
}

/** A host for each transport, so that each is counted for itself, and the same events on all of them. */
export default {
  async open(stage) {
    const all = await loadTransports();
    const transports = ORDER.map((id) => findTransport(all, id));
    const hosts = await Promise.all(
      transports.map(({ id }) => stage.host({ http: '1.1', transports: [id] })),
    );
    const counting = hosts.map(({ host }, index) =>
      countsOf(host, stage.onEnd, (counts) => stage.say({ way: transports[index]?.id, counts })),
    );
    return {
      facts: transports.map(({ id, title, colour }, index) => ({
        id,
        title,
        colour,
        origin: hosts[index]?.origin,
      })),
      actions: {
        /** The tabs stand: what was counted until now was their pages. */
        async begin() {
          for (const { begin } of counting) begin();
          await stage.play(hosts, 'live-feed', {
            clients: 1,
            rate: EVENTS_PER_SECOND,
            payloadBytes: PAYLOAD_BYTES,
          });
        },
      },
    };
  },
} satisfies Live;
