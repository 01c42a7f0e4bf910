import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVERYTHING, type View, viewOf, withView } from './view.ts';

const reread = (view: View): View =>
  viewOf(new URLSearchParams(withView(new URLSearchParams(), view).toString()));

const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 });

test('an address gives back the view that it was written from, whatever names are made of', () => {
  const views = fc.record({
    runs: names,
    baseline: fc.option(fc.string({ minLength: 1 })),
    filters: fc.record({ only: names, transport: names, http: names, scenario: names, fault: names }),
    lines: fc.option(names.filter((keys) => !keys.includes('none'))),
  });
  fc.assert(
    fc.property(views, (view) => {
      expect(reread(view)).toEqual(view);
    }),
  );
});

test('no line at all is a choice, and is not forgotten', () => {
  const view: View = { runs: ['a'], baseline: null, filters: EVERYTHING, lines: [] };
  expect(reread(view).lines).toEqual([]);
});

test('what is in the address besides the view stays there', () => {
  const address = new URLSearchParams('advice-clients=500&transport=sse&run=a');
  const view = { ...viewOf(address), filters: EVERYTHING };
  expect(withView(address, view).toString()).toBe('advice-clients=500&run=a');
});
