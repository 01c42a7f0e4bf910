import type { Browser } from './browser.ts';
import type { PublishRequest } from './event.ts';

/**
 * Publishes by `POST /events` on the browser's own connections: what a client does whose transport
 * flows one way.
 *
 * @param onFailure told in one sentence why the server did not take it
 */
export function postEvent(
  browser: Browser,
  event: PublishRequest,
  onFailure: (message: string) => void = () => {},
): void {
  const body = JSON.stringify(event);
  let status = 0;
  browser.exchange(
    {
      method: 'POST',
      path: '/events',
      headers: { 'content-type': 'application/json' },
      body,
    },
    {
      head: (received) => {
        status = received;
      },
      data: () => {},
      end: () => {
        if (status !== 202) onFailure(`POST /events was answered ${status}, not 202`);
      },
      failed: (cause) => onFailure(`POST /events failed: ${cause.message}`),
    },
  );
}
