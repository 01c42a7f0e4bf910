import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo } from '../../demo.ts';
import { press } from '../../press.ts';
import type { Reading } from './live.ts';

/** As far as the bar goes. */
const SHOWN_MEGABYTES = 8;

const words = {
  stop: { en: 'Stop reading', ko: '읽기 멈추기' },
  goOn: { en: 'Read on', ko: '다시 읽기' },
  slow: { en: 'A client of the lab', ko: '실험실의 클라이언트' },
  own: { en: 'This page', ko: '이 페이지' },
  reading: { en: 'reads, {heard} of {published} events', ko: '읽는 중, 이벤트 {published}건 중 {heard}건' },
  behind: {
    en: 'does not read: {mb} MB were published since, and nobody has noticed',
    ko: '읽지 않음: 그 뒤 {mb} MB가 발행됐지만 아무도 알아채지 못함',
  },
  cut: {
    en: 'cut by the server after {mb} MB: 1 MiB of it fitted nowhere any more',
    ko: '{mb} MB 뒤 서버가 끊음: 그중 1 MiB는 더 들어갈 곳이 없었음',
  },
  neighbour: { en: '{heard} events, not disturbed', ko: '이벤트 {heard}건, 방해받지 않음' },
} as const;

/** A reader that stops, what is sent to it all the same, and its neighbour. */
export default {
  intro: {
    en: 'Two clients follow one channel of 0.8 MB a second. Press “Stop reading” and wait: how long does it take until anybody notices?',
    ko: '클라이언트 둘이 초당 0.8 MB인 채널을 구독합니다. “읽기 멈추기”를 누르고 기다려 보세요. 누군가 알아채기까지 얼마나 걸릴까요?',
  },
  async start(scene) {
    const { origin } = scene.facts as { origin: string };
    const { language } = scene.look;
    const tab = await scene.tab(origin);
    const bar = el('progress', { max: String(SHOWN_MEGABYTES), value: '0' });
    const slow = el('p', { role: 'status', 'data-figure': 'slow' });
    const own = el('p', { 'data-figure': 'own' });
    let cutsBefore = 0;
    let cutAtMegabytes: number | undefined;
    scene.onSaid((news) => {
      const { isReading, heard, published, behindMegabytes, cuts } = news as Reading;
      if (isReading) {
        cutsBefore = cuts;
        cutAtMegabytes = undefined;
        slow.textContent = fill(words.reading, language, {
          heard: String(heard),
          published: String(published),
        });
      } else {
        if (cuts > cutsBefore) cutAtMegabytes ??= behindMegabytes;
        slow.textContent = fill(cutAtMegabytes === undefined ? words.behind : words.cut, language, {
          mb: (cutAtMegabytes ?? behindMegabytes).toFixed(1),
        });
      }
      slow.dataset.state = isReading ? 'reading' : cutAtMegabytes === undefined ? 'behind' : 'cut';
      bar.setAttribute('value', String(Math.min(SHOWN_MEGABYTES, cutAtMegabytes ?? behindMegabytes)));
    });
    let heardHere = 0;
    tab.follow({ by: 'sse', channel: 'feed', comesBack: true }, ({ what }) => {
      if (what !== 'event') return;
      heardHere++;
      own.textContent = fill(words.neighbour, language, { heard: String(heardHere) });
    });
    scene.root.append(
      el(
        'p',
        { class: 'demo-controls' },
        press(words.stop[language], 'stop-reading', () => scene.act('stop')),
        press(words.goOn[language], 'read-on', () => scene.act('goOn')),
      ),
      el(
        'div',
        { class: 'panes' },
        el('article', { class: 'pane' }, el('h3', {}, words.slow[language]), bar, slow),
        el('article', { class: 'pane' }, el('h3', {}, words.own[language]), own),
      ),
    );
  },
} satisfies Demo;
