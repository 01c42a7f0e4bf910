import { el } from '../../reports/browser/dom.ts';
import type { Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Course } from '../course.ts';
import { texts } from '../texts.ts';
import type { Drawn } from './frame.ts';
import { lessons } from './lessons.ts';
import { measureOwn } from './origin.ts';
import { verdictTable } from './verdicts.ts';

const words = texts.page;

/** The lessons in their order, and the ways to teach them. */
export function coursePage({ language }: Look): Drawn {
  return {
    title: words.name[language],
    content: [
      el('h1', {}, words.name[language]),
      el('p', { class: 'lead' }, words.lead[language]),
      el(
        'section',
        { 'aria-labelledby': 'lessons' },
        el('h2', { id: 'lessons' }, words.lessons[language]),
        el(
          'ol',
          { class: 'lesson-list' },
          ...lessons.map(({ id, order, minutes, title, question }) =>
            el(
              'li',
              {},
              el(
                'a',
                { href: `/lessons/${id}` },
                el('span', { class: 'order' }, String(order)),
                el('span', { class: 'name' }, title[language]),
                el('span', { class: 'asks' }, question[language]),
                el('span', { class: 'small' }, fill(words.minutes, language, { n: String(minutes) })),
              ),
            ),
          ),
        ),
      ),
      el(
        'nav',
        { class: 'ways' },
        el('a', { href: '/claims' }, words.claims[language]),
        el('a', { href: '/presenter' }, words.presenter[language]),
        el('a', { href: '/handout' }, words.handout[language]),
        ...[60, 120].map((n) =>
          el('a', { href: `/plan?minutes=${n}` }, fill(words.plan, language, { n: String(n) })),
        ),
      ),
    ],
  };
}

export const claimsPage = (course: Course, { language }: Look): Drawn => ({
  title: words.claims[language],
  content: [
    el('h1', {}, words.claims[language]),
    measureOwn(Object.keys(course.experiments), course, language),
    verdictTable(course, language),
  ],
});
