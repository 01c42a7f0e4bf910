import { el } from '../../reports/browser/dom.ts';
import type { Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Demo } from '../demo.ts';
import type { Lesson } from '../lesson.ts';
import { explainClosed } from '../tab/explain-closed.ts';
import { texts } from '../texts.ts';
import { button } from './frame.ts';
import { rememberRunning, runningLesson } from './memory.ts';
import { type DemoRun, runDemo } from './run-demo.ts';

const words = texts.demo;

export interface DemoSection {
  readonly element: HTMLElement;
  /** Starts it, or stops it. */
  toggle(): void;
  /** Starts it where it was under way before a reload; returns what ends it. */
  start(): () => void;
  /** A guess was made: it may be started. */
  unlock(): void;
}

/** The demonstration with its one button; what it draws goes when it is stopped. */
export function demoSection(
  lesson: Lesson,
  demo: Demo,
  look: Look,
  { guesses, locked }: { readonly guesses: () => readonly number[]; readonly locked: boolean },
): DemoSection {
  const { language } = look;
  let run: DemoRun | undefined;
  const state = el('p', { class: 'demo-state', role: 'status' }, locked ? texts.predict.first[language] : '');
  const root = el('div', { class: 'demo-root' });
  const say = (...said: (string | HTMLElement)[]): void => state.replaceChildren(...said);
  const press = button(words.start[language], () => toggle(), { class: 'press main demo-toggle' });
  press.disabled = locked;

  const show = (isOn: boolean): void => {
    press.textContent = (isOn ? words.stop : words.start)[language];
  };
  const begin = (): void => {
    root.replaceChildren();
    say(words.starting[language]);
    show(true);
    rememberRunning(lesson.id);
    const own = runDemo({
      lesson: lesson.id,
      demo,
      root,
      look,
      guesses: guesses(),
      onStarted: () => say(),
    });
    run = own;
    own.over.then(
      () => {
        if (run !== own) return;
        rememberRunning(null);
        finish(words.ended[language]);
      },
      // A page that is left ends it by an error too, and after a reload it is to be under way again.
      (error: unknown) => {
        if (run === own) finish(...explain(error));
      },
    );
  };
  const finish = (...said: (string | HTMLElement)[]): void => {
    run?.stop();
    run = undefined;
    root.replaceChildren();
    show(false);
    say(...said);
  };
  const explain = (error: unknown): (string | HTMLElement)[] =>
    explainClosed(error, language) ?? [
      fill(words.failed, language, { why: error instanceof Error ? error.message : String(error) }),
    ];
  const toggle = (): void => {
    if (press.disabled) return;
    if (run === undefined) {
      begin();
      return;
    }
    rememberRunning(null);
    finish(words.stopped[language]);
  };
  return {
    element: el(
      'section',
      { class: 'demo', 'aria-labelledby': 'demo' },
      el('h2', { id: 'demo' }, words.heading[language]),
      el('p', {}, demo.intro[language]),
      el('p', { class: 'demo-controls' }, press),
      state,
      root,
    ),
    toggle,
    start() {
      if (runningLesson() === lesson.id && !press.disabled) begin();
      // Drawn anew or left: it ends, and is begun again where it is drawn again.
      return () => {
        const last = run;
        run = undefined;
        last?.stop();
      };
    },
    unlock() {
      press.disabled = false;
      if (run === undefined) say();
    },
  };
}
