/**
 * Long polling that waits a random moment before it asks again, so that clients who hear one event do not come
 * back as one. What happened meanwhile is answered at once, because the cursor says where it got to.
 */
export async function longPollSpread(
  url: string,
  hear: (events: readonly unknown[]) => void,
  { spreadMs, signal }: { spreadMs: number; signal: AbortSignal },
): Promise<void> {
  let cursor = '';
  while (!signal.aborted) {
    const answer = await fetch(cursor === '' ? url : `${url}&after=${cursor}`, { signal });
    if (answer.status === 200) {
      const page = (await answer.json()) as { events: unknown[]; cursor: string };
      cursor = page.cursor;
      hear(page.events);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * spreadMs));
  }
}
