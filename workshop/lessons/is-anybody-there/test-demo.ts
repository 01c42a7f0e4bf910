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
  // A tab that does not open while the plug is out is said, and is no reason for none to open later.
  await page.click('[data-act="unplug-sse"]');
  await page.click('[data-act="close-sse"]');
  await page.click('[data-act="open-sse"]');
  const story = (): Promise<string> => page.text('[data-pane="sse"] [role="status"]:last-child');
  await until('no tab opens', story, (text) => text.includes('did not open'));
  await until('the server has let go of the last one', read('sse', 'there'), (there) => there === '0');
  await page.click('[data-act="open-sse"]');
  await until('a tab opens again', read('sse', 'there'), (there) => there === '1');
};
export default drive;
