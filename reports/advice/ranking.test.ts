import { describe, expect, test } from 'vitest';
import { advise } from './advise.ts';
import { costReport } from './fixture-costs.ts';
import { LOADS, question } from './test-question.ts';

describe('rankings', () => {
  test('what the intervals do not tell apart shares the first place', () => {
    const { rankings } = advise(question(), [costReport({ loads: LOADS, noise: 0.1 })]);
    expect(rankings[0]?.by).toBe('cpuCores');
    expect(rankings[0]?.best).toHaveLength(4);
  });

  test('what is surely dearer is not among the best', () => {
    const dearness = (transport: string): number => (transport === 'websocket' ? 2 : 1);
    const { rankings } = advise(question(), [costReport({ loads: LOADS, noise: 0.02, dearness })]);
    expect(rankings[0]?.best.map(({ transport }) => transport)).toEqual(['sse', 'sse']);
  });

  test('what does not fit is not ranked, however cheap', () => {
    const { rankings } = advise(question({ http2: false }), [costReport({ loads: LOADS })]);
    expect(rankings.flatMap(({ best }) => best).some(({ http }) => http === '2')).toBe(false);
  });
});
