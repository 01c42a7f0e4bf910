import type { Advice, Option } from '../../advice/advise.ts';
import type { Question } from '../../advice/question.ts';
import type { Ranking } from '../../advice/ranking.ts';
import { sayList } from '../../advice/say.ts';
import type { Language } from '../../drawing/look.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { SCALES, sayPrediction } from './figures.ts';
import { nameOf } from './names.ts';

const words = texts.advicePanel;

/** The answer in a few lines: who needs least of what, as far as the data tell it. */
export function answerLines(advice: Advice, question: Question, language: Language): HTMLElement[] {
  if (advice.options.length === 0) return [el('p', { class: 'note' }, words.nothingMeasured[language])];
  const number = (value: number): string => value.toLocaleString(language);
  const lead = fill(words.answerFor, language, {
    subscribers: number(question.subscribers),
    events: number(question.eventsPerSecond),
    bytes: number(question.payloadBytes),
  });
  const known = advice.rankings.filter(({ best }) => best.length > 0);
  return [
    el('h3', {}, lead),
    known.length === 0
      ? el('p', { class: 'note' }, words.nothingFits[language])
      : el('dl', {}, ...known.map((ranking) => lineOf(ranking, advice, language))),
  ];
}

function lineOf({ by, best, least }: Ranking, advice: Advice, language: Language): HTMLElement {
  const figure = sayLeast(by, least ?? 0, language);
  const names = sayList(best.map((option: Option) => nameOf(advice, option)))[language];
  return el(
    'div',
    {},
    el('dt', {}, words.least[by][language]),
    el('dd', { class: 'answer' }, names),
    el('dd', {}, fill(best.length === 1 ? words.alone : words.tied, language, { figure })),
  );
}

function sayLeast(by: Ranking['by'], value: number, language: Language): string {
  const scale = SCALES[by === 'bandwidth' ? 'bytesDownPerSecond' : by];
  const said = sayPrediction({ value, low: null, high: null }, scale, language).value;
  const symbol = scale.symbol[language];
  // "12 % of a core", "12 % (코어 1개 기준)": the sign stands where the language has it.
  return symbol.includes('%') ? symbol.replace('%', `${said}\u00a0%`) : `${said}\u00a0${symbol}`;
}
