import { receiveBinary } from '../binary/receive.ts';
import { follow, type Told } from './follow.ts';
import type { TabCommand } from './messages.ts';

/** What runs in a tab: it does what the page around it asks, and tells it what it hears. */
export function runTab(): void {
  const followers = new Map<number, () => void>();
  const tell = (news: object): void => {
    // Who may hold this page in a frame is decided by its Content-Security-Policy.
    parent.postMessage({ atMs: performance.timeOrigin + performance.now(), ...news }, '*');
  };
  const asks = async (id: number, path: string): Promise<void> => {
    const sentMs = performance.timeOrigin + performance.now();
    tell({ what: 'asked', id, sentMs });
    const status = await fetch(path, { cache: 'no-store' })
      .then((answer) => answer.text().then(() => answer.status))
      .catch(() => 0);
    tell({ what: 'answered', id, sentMs, status, events: 0 });
  };
  addEventListener('message', ({ source, data }) => {
    if (source !== parent) return;
    const command = data as TabCommand;
    switch (command.what) {
      case 'follow': {
        const { id, what: _, ...options } = command;
        followers.set(
          id,
          follow(options, (told: Told) => tell({ ...told, id })),
        );
        break;
      }
      case 'leave':
        followers.get(command.id)?.();
        followers.delete(command.id);
        break;
      case 'ask':
        void asks(command.id, command.path);
        break;
      case 'receive': {
        const { id, carrier, messages } = command;
        receiveBinary({ origin: location.origin, carrier, messages }).then(
          (received) => tell({ what: 'received', id, ...received }),
          (error: Error) => tell({ what: 'not-received', id, why: error.message }),
        );
        break;
      }
    }
  });
  tell({ what: 'ready' });
}
