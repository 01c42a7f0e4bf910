import type { Claim } from '../claim.ts';
import type { WhoIsThere } from '../experiments/who-is-there.ts';

/** Nobody would call that hard. */
const AT_ONCE_MS = 1_000;

export default {
  number: 12,
  statement: {
    en: 'The server finds it hard to notice that a page was closed: it learns only from FIN, RST or a failed write.',
    ko: '서버는 페이지가 닫힌 것을 알아채기 어렵다. FIN이나 RST를 받거나 쓰기에 실패해야만 알 수 있다.',
  },
  experiment: 'who-is-there',
  thresholds: {
    en: 'Timed without heartbeats, until the server knows, at the median: a tab is closed, a page is left, a browser is killed. And a peer that vanishes. Holds: one of the first three takes more than 1 s. With limits: all take less, but the vanished peer is not noticed within 8 s of writes. Does not hold: it is noticed as well.',
    ko: '하트비트 없이, 탭을 닫거나 페이지를 떠나거나 브라우저를 강제 종료한 뒤 서버가 알 때까지의 시간(중앙값)과, 상대가 말없이 사라진 경우를 본다. 성립: 앞의 셋 중 하나라도 1초를 넘는다. 조건부 성립: 셋 다 1초 안이지만 말없이 사라진 상대는 8초 동안 쓰기를 계속해도 알아채지 못한다. 불성립: 사라진 상대도 알아챈다.',
  },
  judge({ left, vanished, watchedMs }: WhoIsThere) {
    const ms = (value: number | null, never: string): string =>
      value === null ? never : `${Math.round(value)} ms`;
    const ko = {
      'tab closed': '탭 닫기',
      'page left': '페이지 떠나기',
      'browser killed': '브라우저 강제 종료',
    };
    const { usualRetries, fewRetries } = vanished;
    const seconds = watchedMs / 1e3;
    const figure = {
      en: `${left.map(({ how, noticedAfterMs }) => `${how}: ${ms(noticedAfterMs, 'not noticed')}`).join(', ')}; vanished: ${ms(usualRetries.noticedAfterMs, `not within ${seconds} s`)}, with 3 retries of TCP ${ms(fewRetries.noticedAfterMs, `not within ${seconds} s`)}`,
      ko: `${left.map(({ how, noticedAfterMs }) => `${ko[how]}: ${ms(noticedAfterMs, '모름')}`).join(', ')}; 말없이 사라짐: ${ms(usualRetries.noticedAfterMs, `${seconds}초 동안 모름`)}, TCP 재전송을 3번으로 줄이면 ${ms(fewRetries.noticedAfterMs, `${seconds}초 동안 모름`)}`,
    };
    const late = left.filter(({ noticedAfterMs }) => noticedAfterMs === null || noticedAfterMs > AT_ONCE_MS);
    if (late.length > 0) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: `Not noticed within ${AT_ONCE_MS / 1e3} s: ${late.map(({ how }) => how).join(', ')}.`,
          ko: `${AT_ONCE_MS / 1e3}초 안에 알아채지 못함: ${late.map(({ how }) => ko[how]).join(', ')}.`,
        },
      };
    }
    const { noticedAfterMs, by } = usualRetries;
    if (noticedAfterMs !== null) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: `A client that leaves says so, and the one that vanished was noticed as well (${by}).`,
          ko: `떠나는 쪽은 알리고 떠나며, 사라진 쪽도 알아챘습니다(${by}).`,
        },
      };
    }
    const isSooner = fewRetries.noticedAfterMs !== null;
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: `A closed tab, and even a killed browser, is noticed at once, because its system sends FIN or RST. The hard case is a peer that vanishes without a word: what is written goes into the kernel’s buffer, and Linux retransmits it for about a quarter of an hour (tcp_retries2 = 15).${isSooner ? ' With fewer retries it was noticed.' : ''} Ask for an answer to each ping, or have TCP give up sooner.`,
        ko: `닫힌 탭은 물론 강제 종료된 브라우저도 운영체제가 FIN이나 RST를 보내므로 바로 알 수 있습니다. 어려운 것은 말없이 사라진 상대입니다. 쓴 것은 커널 버퍼에 쌓이고 Linux는 약 15분 동안 재전송합니다(tcp_retries2 = 15).${isSooner ? ' 재전송을 줄이면 알아챘습니다.' : ''} 핑마다 답을 받거나 TCP가 더 일찍 포기하게 하세요.`,
      },
    };
  },
} satisfies Claim<WhoIsThere>;
