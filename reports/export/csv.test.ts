import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

test('rows end in CRLF, and only what needs quotes has them', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['plain', 1.5],
        ['with, comma', null],
      ],
    ),
  ).toBe('a,b\r\nplain,1.5\r\n"with, comma",\r\n');
});

test('a quote is doubled, and a line break stays within its field', () => {
  expect(csvText(['a'], [['say "no"\nplease']])).toBe('a\r\n"say ""no""\nplease"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])(
  '%j of a name is no formula',
  (name) => {
    expect(csvText(['a'], [[name]])).toMatch(/^a\r\n"?'/);
  },
);

test('a negative number is a number, and what is none is empty', () => {
  expect(csvText(['a', 'b'], [[-1, Number.NaN]])).toBe('a,b\r\n-1,\r\n');
});
