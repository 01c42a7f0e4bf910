import { type DriveDemo, until } from '../../test-driver.ts';

/** A closed tab is noticed by both, a pulled plug by the WebSocket's server alone. */
const drive: DriveDemo = async (page) => {
  const read = (way: string, name: string) => (): Promise<string | null> =>
    page.attribute(`[data-pane="${way}"]`, `data-${name}`);
  for (const way of ['sse', 'websocket']) {
    await page.click(`[data-act="open-${way}"]`);
    await until(`${way} is there`, read(way, 'there'), (there) => there === '1');
    await page.click(`[data-act="close-${way}"]`);
    await until(`${way} is noticed to be gone`, read(way, 'story'), (story) => story === 'noticed');
    await page.click(`[data-act="open-${way}"]`);
    await until(`${way} is there again`, read(way, 'there'), (there) => there === '1');
    await page.click(`[data-act="unplug-${way}"]`);
    const story = await until(`${way} has its end`, read(way, 'story'), (one) => one !== 'waiting');
    const expected = way === 'sse' ? 'unnoticed' : 'noticed';
    if (story !== expected) throw new Error(`a pulled plug of ${way} was ${story}`);
  }
};
export default drive;
