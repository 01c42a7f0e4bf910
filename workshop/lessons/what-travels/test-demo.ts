import { type DriveDemo, until } from '../../test-driver.ts';

/** Each transport over each version: the data is there to be read, and what a question costs is seen. */
export default (async (page) => {
  const bytes = new Map<string, number>();
  for (const transport of ['polling', 'long-polling', 'sse', 'websocket']) {
    for (const http of ['1.1', '2']) {
      await page.fill('[data-knob=transport]', transport);
      await page.fill('[data-knob=http]', http);
      await page.click('[data-act=go]');
      await until(
        `${transport} over HTTP/${http} has carried`,
        () => page.attribute('.carried', 'data-state'),
        (state) => state === `${transport} ${http}`,
      );
      const down = await page.text('[data-part="after down"]');
      if (!down.includes('The quick brown fox')) throw new Error(`no data came by ${transport}: ${down}`);
      const [up, back] = await Promise.all(
        ['up', 'down'].map((way) => page.attribute(`[data-part="after ${way}"]`, 'data-bytes')),
      );
      bytes.set(`${transport} ${http}`, Number(up) + Number(back));
    }
  }
  const of = (way: string): number => bytes.get(way) ?? Number.NaN;
  // A browser's own heads make a question by far the dearest.
  const isRight = of('long-polling 1.1') > of('long-polling 2') && of('long-polling 2') > of('websocket 1.1');
  if (!isRight) throw new Error(`bytes of each way: ${JSON.stringify([...bytes])}`);
}) satisfies DriveDemo;
