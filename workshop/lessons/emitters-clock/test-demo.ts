import { type DriveDemo, until } from '../../test-driver.ts';

/** The stream that sends ends and comes back, the empty one ends for good, one comment makes the difference. */
const drive: DriveDemo = async (page) => {
  const stateOf = (kind: string) => () => page.attribute(`[data-kind="${kind}"]`, 'data-state');
  await until('the stream that sends is open', stateOf('busy'), (state) => state === 'open');
  await until('the empty one has given up', stateOf('empty'), (state) => state === 'gave-up');
  await until('the one that sent ends', stateOf('busy'), (state) => state === 'down');
  await until('it comes back', stateOf('busy'), (state) => state === 'open');
  await until('the one with a comment comes back', stateOf('comment'), (state) => state === 'open');
};
export default drive;
