import type { Texts } from '../../../lab/texts.ts';
import type { Advice, Option } from '../../advice/advise.ts';
import type { Reach } from '../../advice/prediction.ts';
import type { Question } from '../../advice/question.ts';
import { sayList } from '../../advice/say.ts';
import type { Language } from '../../drawing/look.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { tableElement } from '../table.ts';
import { nameOf } from './names.ts';
import { restsOf } from './rests.ts';

const words = texts.advicePanel;

/** What the answer leaves open, what it knows besides, how far it reached, and what it rests on. */
export function groundsOf(advice: Advice, question: Question, language: Language): HTMLElement[] {
  const { options } = advice;
  const { delayUnknown } = texts.advice.checks;
  const against = options.flatMap((option) =>
    option.checks
      // Why a delay is not known stands among what cannot be told.
      .filter(({ kept, says }) => kept !== 'yes' && says !== delayUnknown)
      .map(({ says }) => ({ says, option })),
  );
  const unknown = options.flatMap((option) =>
    [...new Map(unknownsOf(option).map((says) => [says.en, says])).values()].map((says) => ({
      says,
      option,
    })),
  );
  const known = options.flatMap((option) => option.known.map((says) => ({ says, option })));
  return [
    listOf(words.against, against, advice, language),
    listOf(words.unknowns, unknown, advice, language, moreOf(question, language)),
    listOf(words.known, known, advice, language),
    reachTable(options, language),
    restsOf(advice, language),
  ].filter((part) => part !== null);
}

const unknownsOf = ({ estimates }: Option): readonly Texts[] =>
  Object.values(estimates).flatMap((estimate) => ('unknown' in estimate ? estimate.unknown : []));

interface Remark {
  readonly says: Texts;
  readonly option: Option;
}

/** Each remark once, with all that it is said of. */
function listOf(
  heading: Texts,
  remarks: readonly Remark[],
  advice: Advice,
  language: Language,
  last: HTMLElement | null = null,
): HTMLElement | null {
  if (remarks.length === 0) return null;
  const bySaying = Map.groupBy(remarks, ({ says }) => says[language]);
  return el(
    'div',
    { class: 'advice-remarks' },
    el('h3', {}, heading[language]),
    el(
      'ul',
      {},
      ...[...bySaying].map(([saying, of]) => {
        const names = sayList(of.map(({ option }) => nameOf(advice, option)))[language];
        return el('li', {}, el('span', { class: 'where' }, `${names}: `), saying);
      }),
    ),
    last,
  );
}

const moreOf = ({ subscribers, eventsPerSecond, payloadBytes }: Question, language: Language): HTMLElement =>
  el(
    'p',
    { class: 'small' },
    fill(words.more, language, {
      subscribers: String(subscribers),
      events: String(eventsPerSecond),
      bytes: String(payloadBytes),
    }),
  );

/** The furthest of all options for each input: one number for those who share the runs. */
function reachTable(options: readonly Option[], language: Language): HTMLElement | null {
  const furthest = new Map<string, Reach>();
  for (const reach of options.flatMap((option) => option.reach)) {
    const known = furthest.get(reach.input);
    if (known === undefined || reach.beyond > known.beyond) furthest.set(reach.input, reach);
  }
  if (furthest.size === 0) return null;
  const number = (value: number): string => value.toLocaleString(language, { maximumSignificantDigits: 3 });
  const columns = Object.values(words.reachColumns).map((text) => text[language]);
  const rows = [...furthest.values()].map(({ input, asked, nearest, beyond }) => ({
    heading: texts.advice.inputs[input][language],
    cells: [
      asked.toLocaleString(language),
      nearest.toLocaleString(language),
      beyond === 1 ? words.within[language] : `${number(beyond)}×`,
    ],
  }));
  return el(
    'details',
    { id: 'advice-reach' },
    el('summary', {}, words.reach[language]),
    tableElement({ columns, rows }, words.reach[language]),
  );
}
