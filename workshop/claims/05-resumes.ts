import type { Claim } from '../claim.ts';
import type { CutLine } from '../experiments/cut-line.ts';

export default {
  number: 5,
  statement: {
    en: 'With id: the browser resumes after the last event it saw (Last-Event-ID), so nothing is lost in between.',
    ko: 'id:가 있으면 브라우저는 마지막으로 본 이벤트 다음부터(Last-Event-ID) 이어받으므로 그사이 잃는 것이 없다.',
  },
  experiment: 'cut-line',
  thresholds: {
    en: 'Holds: nothing is lost, neither by a server that kept the events, nor by one whose log is too short, nor by a page that is reloaded. With limits: nothing is lost where the server kept the events and the page stayed; else some is. Does not hold: events are lost although the server kept them.',
    ko: '성립: 서버가 이벤트를 보관했든, 로그가 짧았든, 페이지를 새로고침했든 잃는 것이 없다. 조건부 성립: 서버가 보관했고 페이지가 그대로일 때만 잃지 않는다. 불성립: 서버가 보관했는데도 잃는다.',
  },
  judge({ resumes }: CutLine) {
    const of = (when: CutLine['resumes'][number]['when']) => resumes.find((one) => one.when === when);
    const lostIn = (when: CutLine['resumes'][number]['when']): number =>
      of(when)?.lost ?? Number.POSITIVE_INFINITY;
    const [kept, short, reloaded] = [lostIn('log-kept'), lostIn('log-too-short'), lostIn('page-reloaded')];
    const cut = of('log-kept');
    const afterReload = of('page-reloaded')?.sentId;
    const figure = {
      en: `of ${cut?.away} events published while away lost: ${kept} where the server kept them, ${short} where its log was too short, ${reloaded} where the page was reloaded; Last-Event-ID on coming back: ${cut?.sentId ?? 'none'}, of the reloaded page: ${afterReload ?? 'none'}`,
      ko: `끊긴 동안 발행된 이벤트 ${cut?.away}개 중 잃은 것: 서버가 보관하면 ${kept}개, 로그가 짧으면 ${short}개, 페이지를 새로고침하면 ${reloaded}개; 돌아올 때의 Last-Event-ID: ${cut?.sentId ?? '없음'}, 새로고침한 페이지: ${afterReload ?? '없음'}`,
    };
    if (kept > 0) {
      const isTold = cut?.sentId !== null;
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: isTold
            ? 'The browser said how far it had got, and was not given all that came after.'
            : 'The browser did not say how far it had got.',
          ko: isTold
            ? '브라우저는 어디까지 받았는지 알렸지만 그 뒤의 것을 모두 받지는 못했습니다.'
            : '브라우저가 어디까지 받았는지 알리지 않았습니다.',
        },
      };
    }
    if (short + reloaded === 0) {
      return {
        verdict: 'holds',
        figure,
        because: { en: 'Nothing was lost in any case.', ko: '어느 경우에도 잃은 것이 없습니다.' },
      };
    }
    const holes = [
      ...(short > 0
        ? [{ en: 'What it no longer has is lost', ko: '서버에 이미 없는 이벤트는 잃습니다' }]
        : []),
      ...(reloaded > 0 && afterReload === null
        ? [{ en: 'A page that is reloaded knows no last id', ko: '새로고침한 페이지는 마지막 id를 모릅니다' }]
        : []),
    ];
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: `All that the browser does is send a header; the server must keep events and replay them. ${holes.map(({ en }) => `${en}.`).join(' ')}`,
        ko: `브라우저가 하는 일은 헤더 하나를 보내는 것뿐이고, 서버가 이벤트를 보관했다가 다시 보내야 합니다. ${holes.map(({ ko }) => `${ko}.`).join(' ')}`,
      },
    };
  },
} satisfies Claim<CutLine>;
