/** Asks again as soon as it was answered; after a failure it waits, longer each time, and never at one moment with all others. */
export async function longPoll(
  url: string,
  hear: (events: readonly unknown[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let cursor = '';
  for (let failures = 0; !signal.aborted; ) {
    try {
      const from = cursor === '' ? '' : `&after=${cursor}`;
      const answer = await fetch(url + from, { signal });
      if (answer.status === 200) {
        const page = (await answer.json()) as { events: unknown[]; cursor: string };
        cursor = page.cursor;
        hear(page.events);
      } else if (answer.status !== 204) throw new Error(`status ${answer.status}`);
      failures = 0;
    } catch {
      const mostMs = Math.min(10_000, 500 * 2 ** failures++);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));
    }
  }
}
