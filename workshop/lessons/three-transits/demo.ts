import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo } from '../../demo.ts';
import { press } from '../../press.ts';
import { TRANSPORT_IDS, TRANSPORT_NAMES } from '../../transport-names.ts';
import type { SlowLink } from './live.ts';

const APART_MS = 20;
const USUAL_MS = 100;
/** Where a bar ends at most. */
const SHOWN_MS = 1_000;

const words = {
  one: { en: 'One event', ko: '이벤트 하나' },
  two: { en: 'Two events, 20 ms apart', ko: '20 ms 간격으로 이벤트 둘' },
  transit: { en: 'One way takes', ko: '편도 시간' },
  after: { en: 'event {n}: {ms} ms', ko: '이벤트 {n}: {ms} ms' },
} as const;

/** The same events to one client of each transport, through a link that takes its time. */
export default {
  intro: {
    en: 'One client of each transport in this page listens through a link that takes 100 ms each way. Publish one event, then two that are 20 ms apart: each bar is the time until an event arrived.',
    ko: '이 페이지에서 전송 방식마다 클라이언트 하나가 편도 100 ms인 링크를 거쳐 이벤트를 받습니다. 이벤트 하나를, 이어서 20 ms 간격으로 둘을 발행해 보세요. 막대는 도착하기까지의 시간입니다.',
  },
  async start(scene) {
    const { origins, transitsMs } = scene.facts as SlowLink;
    const { language } = scene.look;
    const bars = new Map(TRANSPORT_IDS.map((id) => [id, el('ul', { class: 'transits' })]));
    const clear = (): void => {
      for (const list of bars.values()) list.replaceChildren();
    };
    await Promise.all(
      TRANSPORT_IDS.map(async (id) => {
        const tab = await scene.tab(origins[id] ?? '');
        const standing = Promise.withResolvers<void>();
        tab.follow({ by: id, channel: 'pairs', comesBack: true }, (news) => {
          if (news.what === 'open') standing.resolve();
          if (news.what !== 'event') return;
          const ms = Math.max(0, Math.round(news.atMs - scene.pageMs(news.event.publishedAtUs)));
          const bar = el(
            'li',
            { 'data-ms': String(ms) },
            fill(words.after, language, { n: String(news.event.data), ms: String(ms) }),
          );
          bar.style.setProperty('--share', String(Math.min(1, ms / SHOWN_MS)));
          bars.get(id)?.append(bar);
        });
        await standing.promise;
      }),
    );
    // Only now: pages and first answers came without the delay.
    await scene.act('shape', { transitMs: USUAL_MS });
    const transit = el(
      'select',
      { 'data-knob': 'transit' },
      ...transitsMs.map((ms) => el('option', { value: String(ms), selected: ms === USUAL_MS }, `${ms} ms`)),
    );
    transit.addEventListener('change', () => {
      scene.act('shape', { transitMs: Number(transit.value) }).catch(console.error);
    });
    const publish = (events: number): Promise<unknown> => {
      clear();
      return scene.act('publish', { events, apartMs: APART_MS });
    };
    scene.root.append(
      el('p', { class: 'knobs' }, el('label', {}, words.transit[language], transit)),
      el(
        'p',
        { class: 'demo-controls' },
        press(words.one[language], 'one', () => publish(1)),
        press(words.two[language], 'two', () => publish(2)),
      ),
      el(
        'div',
        { class: 'panes' },
        ...TRANSPORT_IDS.map((id) =>
          el(
            'article',
            { class: 'pane', 'data-transport': id },
            el('h3', {}, TRANSPORT_NAMES[id][language]),
            bars.get(id) ?? '',
          ),
        ),
      ),
    );
  },
} satisfies Demo;
