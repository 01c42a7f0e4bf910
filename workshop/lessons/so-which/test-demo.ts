import { type DriveDemo, until } from '../../test-driver.ts';

/** The panel answers, and answers anew when the case is another one. */
export default (async (page) => {
  const costs = (): Promise<string> => page.text('.advice-lines dl');
  const first = await until('advice is given', costs, (text) => text.length > 20);
  await page.fill('#advice-subscribers', '321');
  await until(
    'it is given for the new case',
    () => page.text('.advice-lines h3'),
    (text) => text.includes('321'),
  );
  await until('what it costs is another figure', costs, (text) => text !== first);
}) satisfies DriveDemo;
