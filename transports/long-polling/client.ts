import type { Exchange } from '../browser.ts';
import { pollPath, sendPoll } from '../poll-request.ts';
import { postEvent } from '../post-event.ts';
import { backoffRules, keepConnected } from '../reconnect.ts';
import type { Connection, ConnectOptions, Sink } from '../transport.ts';

/** Asks again as soon as it was answered; the server holds the question until there is something. */
export function connect(options: ConnectOptions, sink: Sink): Connection {
  const { browser, channel, policy } = options;

  return keepConnected(options, backoffRules, sink, (after, line) => {
    let cursor = after;
    let opened = false;
    let paused = false;
    let over = false;
    let inFlight: Exchange | undefined;

    const ask = (): void => {
      // A held question tells nothing of its connection, so the first one is answered at once.
      const rest = `&timeoutMs=${opened ? policy.longPollTimeoutMs : 1}`;
      inFlight = sendPoll(browser, pollPath('/long-poll', channel, cursor, rest), line, (next, protocol) => {
        inFlight = undefined;
        cursor = next ?? cursor;
        if (!opened) {
          opened = true;
          line.open(protocol);
        }
        // After the events of this answer were reported: one of them may end the line.
        queueMicrotask(() => {
          if (!paused && !over) ask();
        });
      });
    };

    ask();
    return {
      publish: (event) => postEvent(browser, { ...event, channel }),
      pause: () => {
        paused = true;
      },
      resume: () => {
        paused = false;
        if (inFlight === undefined && !over) ask();
      },
      close: () => {
        over = true;
        inFlight?.abort();
      },
    };
  });
}
