import { describe, expect, test } from 'vitest';
import { advise } from './advise.ts';
import { costReport } from './fixture-costs.ts';
import { figureOf, LOADS, optionOf, question } from './test-question.ts';

describe('what fits', () => {
  const reports = [costReport({ loads: LOADS, noise: 0.02 })];

  test('a delay that is surely longer than tolerated does not fit', () => {
    const option = optionOf(advise(question({ toleratedDelayMs: 2 }), reports), 'sse', '2');
    expect(option.fits).toBe('no');
    expect(option.checks[0]?.says.en).toBe('Half of the events take longer than the tolerated 2 ms.');
  });

  test('a delay that the interval leaves open is not decided', () => {
    const { estimates } = optionOf(advise(question(), reports), 'sse', '2');
    const toleratedDelayMs = figureOf(estimates.p50Us) / 1000;
    expect(optionOf(advise(question({ toleratedDelayMs }), reports), 'sse', '2').fits).toBe('unknown');
  });

  test('without HTTP/2 only what runs over HTTP/1.1 fits', () => {
    const { options } = advise(question({ http2: false }), reports);
    expect(options.filter(({ fits }) => fits === 'yes').map(({ http }) => http)).toEqual(['1.1', '1.1']);
  });

  test('the seventh tab of a browser starves over HTTP/1.1, but not a WebSocket', () => {
    const advice = advise(question({ tabsPerBrowser: 7 }), reports);
    expect(optionOf(advice, 'sse', '1.1').fits).toBe('no');
    expect(optionOf(advice, 'websocket', '1.1').fits).toBe('yes');
  });

  test('HTTP/2 without TLS does not fit, for no browser speaks it', () => {
    const advice = advise(question({ tls: false }), [costReport({ loads: LOADS, tls: false })]);
    const plain = optionOf(advice, 'sse', '2');
    expect(plain.fits).toBe('no');
    expect(plain.checks.map(({ says }) => says.en)).toContain('Browsers speak HTTP/2 over TLS only.');
    expect(optionOf(advice, 'sse', '1.1').fits).toBe('yes');
  });

  test('of 200 tabs over HTTP/2 a hundred find no stream, and HTTP/1.1 has nothing to do with it', () => {
    const { checks } = optionOf(advise(question({ tabsPerBrowser: 200 }), reports), 'sse', '2');
    const against = checks.filter(({ kept }) => kept === 'no').map(({ says }) => says.en);
    expect(against).toEqual([
      'Of 200 tabs of a browser, 100 would find no stream: its one connection over HTTP/2 usually has 100.',
    ]);
  });

  test('what clients send is in no figure, not of a WebSocket either', () => {
    const { known } = optionOf(advise(question({ direction: 'both' }), reports), 'websocket', '1.1');
    expect(known.map(({ en }) => en).join()).toContain('What clients send costs work');
  });

  test('what proxies may do is known and not measured, and changes no figure', () => {
    const behind = optionOf(advise(question({ proxiesOnTheWay: true }), reports), 'sse', '1.1');
    const direct = optionOf(advise(question(), reports), 'sse', '1.1');
    expect(behind.known.map(({ en }) => en).join()).toContain('hold back the stream');
    expect(behind.estimates).toEqual(direct.estimates);
  });
});
