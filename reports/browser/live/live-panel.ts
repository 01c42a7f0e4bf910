import type { Language } from '../../drawing/look.ts';
import type { LiveRun } from '../../live-news.ts';
import { fill, texts } from '../../texts.ts';
import { el, svg } from '../dom.ts';
import type { Preferences } from '../preferences.ts';

const words = texts.live;

/** What was last heard of a bench, and the latencies before it. */
export interface Watched {
  readonly now: LiveRun;
  /** p50 in microseconds, the oldest first; null where nothing arrived. */
  readonly p50Us: readonly (number | null)[];
}

/** One bench under way. */
export function livePanel({ now, p50Us }: Watched, { language, scheme }: Preferences): HTMLElement {
  const { number, of, played, latencyUs, deliveries, tcpOpen } = now;
  const share = of === null ? played : (Math.max(0, number - 1) + played) / of;
  const figure = (name: string, value: string): HTMLElement =>
    el('div', {}, el('dt', {}, name), el('dd', {}, value));
  const nothing = words.nothing[language];
  return el(
    'article',
    { class: 'bench' },
    el('p', { class: 'kicker' }, words.heading[language]),
    el('h2', {}, benchTitle(now, language)),
    el(
      'p',
      { class: 'now' },
      caseOf(now, scheme, language),
      ` · ${placeOf(now, language)} · `,
      phaseOf(now, language),
    ),
    el('progress', {
      value: share.toFixed(3),
      max: '1',
      'aria-label': words[of === null ? 'progressTrial' : 'progress'][language],
    }),
    el(
      'dl',
      {},
      figure(words.p50[language], latencyUs === null ? nothing : sayMs(latencyUs.p50, language)),
      figure(words.p99[language], latencyUs === null ? nothing : sayMs(latencyUs.p99, language)),
      figure(words.deliveries[language], deliveries.toLocaleString(language)),
      figure(words.connections[language], tcpOpen === null ? nothing : tcpOpen.toLocaleString(language)),
    ),
    movingLine(p50Us, now.transport.colour[scheme]),
    el('p', { class: 'small' }, `${sayLine(p50Us, language)} ${words.note[language]}`),
    el('p', { class: 'command' }, now.command),
  );
}

/** Scenario and fault, as the run will be called. */
export const benchTitle = ({ scenario, fault }: LiveRun, language: Language): string =>
  [scenario[language], ...(fault === null ? [] : [fault[language]])].join(' · ');

function caseOf(
  { transport, http }: LiveRun,
  scheme: Preferences['scheme'],
  language: Language,
): HTMLElement {
  const dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
  dot.style.background = transport.colour[scheme];
  const over = http === null ? '' : ` HTTP/${http}`;
  return el('strong', {}, dot, `${transport.title[language]}${over}`);
}

function placeOf({ number, of, probe }: LiveRun, language: Language): string {
  const n = String(number);
  if (probe === null) return fill(words.trial, language, { n, of: String(of ?? '?') });
  const what = probe.by === 'clients' ? words.probeClients : words.probeRate;
  return fill(what, language, { n, load: probe.load.toLocaleString(language) });
}

const phaseOf = ({ phase }: LiveRun, language: Language): string => words.phases[phase][language];

function sayMs(us: number, language: Language): string {
  const digits = us < 10_000 ? 1 : 0;
  return `${(us / 1e3).toLocaleString(language, { maximumFractionDigits: digits })} ms`;
}

const mostOf = (values: readonly (number | null)[]): number =>
  Math.max(1, ...values.map((value) => value ?? 0));

const sayLine = (values: readonly (number | null)[], language: Language): string =>
  fill(words.line, language, { most: sayMs(mostOf(values), language) });

const WIDTH = 600;
const HEIGHT = 48;
/** Half-seconds of a minute. */
export const REMEMBERED = 120;

/** The last minute from left to right; where nothing arrived the line is broken. */
function movingLine(values: readonly (number | null)[], colour: string): Element {
  const most = mostOf(values);
  const first = REMEMBERED - values.length;
  let path = '';
  let pen = 'M';
  for (const [index, value] of values.entries()) {
    if (value === null) {
      pen = 'M';
      continue;
    }
    const x = ((first + index) / (REMEMBERED - 1)) * WIDTH;
    const y = HEIGHT - 3 - (value / most) * (HEIGHT - 6);
    path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  }
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('path', {
      d: path,
      fill: 'none',
      stroke: colour,
      'stroke-width': '2',
      'vector-effect': 'non-scaling-stroke',
    }),
  );
}
