import { el } from '../../reports/browser/dom.ts';
import type { Look } from '../../reports/drawing/look.ts';
import type { Course } from '../course.ts';
import type { TeachingState } from '../server/class-routes.ts';
import { texts } from '../texts.ts';
import { ask } from './ask.ts';
import { hearClass } from './class-news.ts';
import { claimsPage, coursePage } from './course-page.ts';
import { type Drawn, showPage } from './frame.ts';
import { type LessonPage, lessonPage } from './lesson-page.ts';
import { lessonOf } from './lessons.ts';
import { keepGeneration } from './memory.ts';
import { type PresenterPage, presenterPage } from './presenter-page.ts';
import { handoutPage, planPage } from './print-pages.ts';
import { roomDoor } from './room-door.ts';

const HOUR = 60;
const CLASS = { stream: '/sse', state: '/api/class' };

/** What the workshop's pages show, by their address. */
export async function showWorkshop(root: HTMLElement): Promise<void> {
  showPage(root, ({ language }) => notice(texts.page.loading[language]));
  try {
    const [course, state] = await Promise.all([ask<Course>('/api/course'), ask<TeachingState>('/api/class')]);
    keepGeneration(state.generation);
    show(root, course, state);
  } catch (error) {
    showPage(root, ({ language }) => notice(texts.page.failed[language], (error as Error).message));
  }
}

function show(root: HTMLElement, course: Course, state: TeachingState): void {
  const { pathname, search } = location;
  const minutes = Number(new URLSearchParams(search).get('minutes')) || HOUR;
  const [, id] = /^\/lessons\/([\w-]+)$/.exec(pathname) ?? [];
  if (id !== undefined) showLesson(root, course, state, id);
  else if (pathname === '/screen') showScreen(root, course, state);
  else if (pathname === '/presenter') showPresenter(root, state, minutes);
  else if (pathname === '/handout') showPage(root, (look) => handoutPage(course, look));
  else if (pathname === '/plan') showPage(root, (look) => planPage(minutes, look));
  else if (pathname === '/claims') showPage(root, (look) => claimsPage(course, look));
  else if (pathname === '/') showPage(root, coursePage);
  else showPage(root, ({ language }) => notice(texts.page.unknown[language]));
}

/** A reader's own page; where the class is at the same lesson its guesses are told. */
function showLesson(root: HTMLElement, course: Course, first: TeachingState, id: string): void {
  const lesson = lessonOf(id);
  if (lesson === undefined) {
    showPage(root, ({ language }) => notice(texts.page.unknown[language]));
    return;
  }
  let page: LessonPage | undefined;
  let state = first;
  showPage(root, (look) => {
    page = lessonPage({
      lesson,
      course,
      look,
      onScreen: false,
      onReveal: async () => {},
      ...(state.lesson === id && { state }),
    });
    return page;
  });
  hearClass<TeachingState>(CLASS, (next) => {
    // Everything was set back: what this reader guessed is forgotten as well.
    if (next.generation !== state.generation) location.reload();
    state = next;
    if (next.lesson === id) page?.update(next);
  });
}

/** What the class sees: the lesson that is on, followed as the presenter goes on. */
function showScreen(root: HTMLElement, course: Course, first: TeachingState): void {
  let page: LessonPage | undefined;
  let state = first;
  document.documentElement.dataset.audience = 'class';
  const redraw = showPage(root, (look): Drawn => {
    const lesson = lessonOf(state.lesson);
    page = undefined;
    if (lesson === undefined) return waiting(state, look);
    const onReveal = (): Promise<unknown> => ask('/api/class', { reveal: true });
    page = lessonPage({ lesson, course, look, state, onScreen: true, onReveal });
    return page;
  });
  hearClass<TeachingState>(CLASS, (next) => {
    const isOther = next.lesson !== state.lesson || next.generation !== state.generation;
    state = next;
    if (isOther) {
      redraw();
      scrollTo(0, 0);
    } else page?.update(next);
  });
}

function showPresenter(root: HTMLElement, first: TeachingState, minutes: number): void {
  let page: PresenterPage | undefined;
  let state = first;
  showPage(root, (look) => {
    page = presenterPage(state, minutes, look);
    return page;
  });
  hearClass<TeachingState>(CLASS, (next) => {
    state = next;
    page?.update(next);
  });
}

/** Before the first lesson a class joins. */
function waiting({ room }: TeachingState, { language }: Look): Drawn {
  const { title, content } = notice(texts.presenter.waiting[language]);
  const door = room === null ? null : el('section', { class: 'room-door' }, ...roomDoor(room, language));
  return { title, content: [...content, door] };
}

const notice = (heading: string, detail = ''): Drawn => ({
  title: heading,
  content: [el('h1', {}, heading), detail === '' ? null : el('p', { class: 'lead' }, detail)],
});
