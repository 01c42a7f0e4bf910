/**
 * Long polling that waits a random moment before it asks again, so that clients who hear one event do not come
 * back as one; after a failure longer each time. What happened meanwhile is answered at once, because the cursor says
 * where it got to. Rejects only with what `hear` throws.
 */
export async function longPollSpread(
  url: string,
  hear: (events: readonly unknown[]) => void,
  { spreadMs, signal }: { spreadMs: number; signal: AbortSignal },
): Promise<void> {
  let cursor = '';
  for (let failures = 0; !signal.aborted; ) {
    let events: unknown[] = [];
    try {
      const answer = await fetch(cursor === '' ? url : `${url}&after=${cursor}`, { signal });
      if (answer.status === 200) ({ events, cursor } = await answer.json());
      else if (answer.status !== 204) throw new Error(`status ${answer.status}`);
      failures = 0;
    } catch {
      failures++;
    }
    if (events.length > 0) hear(events);
    const mostMs = failures === 0 ? spreadMs : Math.min(10_000, 500 * 2 ** failures);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));
  }
}
