import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo } from '../../demo.ts';
import { press } from '../../press.ts';
import type { Picture } from './live.ts';

const words = {
  press: { en: 'One event', ko: '이벤트 하나' },
  spread: {
    en: 'Spread: each client waits up to 150 ms before it asks again',
    ko: '흩어 놓기: 저마다 최대 150 ms 기다렸다 다시 요청',
  },
  said: {
    en: '{all} of {clients} asked again within {ms} ms; at the peak {peak} in {bin} ms.',
    ko: '{clients}개 중 {all}개가 {ms} ms 안에 다시 요청했습니다. 가장 몰린 {bin} ms 구간에는 {peak}개였습니다.',
  },
} as const;

/** One event to a hundred long pollers, and when the server is asked again. */
export default {
  intro: {
    en: 'A hundred long pollers of the lab wait at a server. Press “One event”: each bar is 5 ms, and as high as the number of clients that asked again in it.',
    ko: '실험실의 롱 폴링 클라이언트 100개가 응답을 기다리고 있습니다. “이벤트 하나”를 누르세요. 막대 하나는 5 ms이고, 높이는 그동안 다시 요청한 클라이언트의 수입니다.',
  },
  async start(scene) {
    const { language } = scene.look;
    const bars = el('ol', { class: 'burst' });
    const said = el('p', { role: 'status', 'data-figure': 'asked' });
    const spread = el('input', { type: 'checkbox', 'data-knob': 'spread' });
    const show = ({ perBin, clients, binMs }: Picture): void => {
      const peak = Math.max(1, ...perBin);
      bars.replaceChildren(
        ...perBin.map((count, bin) => {
          const bar = el('li', { title: `${bin * binMs} ms: ${count}` });
          bar.style.setProperty('--share', String(count / peak));
          return bar;
        }),
      );
      const all = perBin.reduce((sum, count) => sum + count, 0);
      said.textContent = fill(words.said, language, {
        all: String(all),
        clients: String(clients),
        ms: String(perBin.length * binMs),
        peak: String(Math.max(...perBin)),
        bin: String(binMs),
      });
    };
    scene.root.append(
      el(
        'p',
        { class: 'demo-controls' },
        press(words.press[language], 'publish', async () =>
          show((await scene.act('publish', { spread: spread.checked })) as Picture),
        ),
        el('label', {}, spread, ' ', words.spread[language]),
      ),
      bars,
      said,
    );
  },
} satisfies Demo;
