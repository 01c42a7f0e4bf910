/**
 * Asks again as soon as it was answered; after a failure it waits, longer each time, and never at one moment with all
 * others. Rejects only with what `hear` throws.
 */
export async function longPoll(
  url: string,
  hear: (events: readonly unknown[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let cursor = '';
  for (let failures = 0; !signal.aborted; ) {
    let events: unknown[] = [];
    try {
      const from = cursor === '' ? '' : `&after=${cursor}`;
      const answer = await fetch(url + from, { signal });
      if (answer.status === 200) ({ events, cursor } = await answer.json());
      else if (answer.status !== 204) throw new Error(`status ${answer.status}`);
      failures = 0;
    } catch {
      const mostMs = Math.min(10_000, 500 * 2 ** failures++);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));
    }
    // Outside of the attempt: what goes wrong in the application is no failure of the network.
    if (events.length > 0) hear(events);
  }
}
