import { type DriveDemo, until } from '../../test-driver.ts';

/** The panel answers, and answers anew when the case is another one. */
export default (async (page) => {
  await until(
    'advice is given',
    () => page.text('.advice-lines'),
    (text) => text.length > 20,
  );
}) satisfies DriveDemo;
