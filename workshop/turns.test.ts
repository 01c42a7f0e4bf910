import { expect, test } from 'vitest';
import { turns } from './turns.ts';

test('what is given in turn never overlaps, and one that fails stops no other', async () => {
  const inTurn = turns();
  const notes: string[] = [];
  const act = async (name: string): Promise<string> => {
    notes.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    notes.push(`${name} ends`);
    if (name === 'b') throw new Error(name);
    return name;
  };
  const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => inTurn(() => act(name))));
  expect(notes).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
