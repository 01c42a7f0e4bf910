import { expect, test } from 'vitest';
import { Player } from './snippet-position.ts';

test('the position’s snippet goes on while it plays, and stands while it does not', () => {
  const player = new Player();
  player.hear({ positionMs: 1_000, playing: true }, 10_000);
  expect(player.positionMs(10_400)).toBe(1_400);
  player.hear({ positionMs: 5_000, playing: false }, 11_000);
  expect(player.positionMs(12_000)).toBe(5_000);
});
