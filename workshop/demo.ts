import type { Texts } from '../lab/texts.ts';
import type { Look } from '../reports/drawing/look.ts';
import type { Tab } from './tab/tab.ts';

/**
 * A live demonstration in the reader's own browser: what `lessons/<id>/demo.ts` exports by default. It draws
 * with `el` of reports/browser/dom.ts into the scene, and everything that it opens ends with `scene.signal`.
 */
export interface Demo {
  /** One sentence: what will be seen, and what to press. */
  readonly intro: Texts;
  /** Resolves when it is under way. */
  start(scene: Scene): Promise<void>;
}

export interface Scene {
  /** Empty; whatever is put there goes when the demonstration is stopped. */
  readonly root: HTMLElement;
  readonly look: Look;
  /** As `live.ts` gave them. */
  readonly facts: unknown;
  /** Aborted when the demonstration is stopped. */
  readonly signal: AbortSignal;
  /** Opens a page of a host: an iframe, whose connections are the host's origin's, as a tab's are. */
  tab(origin: string): Promise<Tab>;
  /** Asks for an action of `live.ts`. */
  act(action: string, input?: unknown): Promise<unknown>;
  /** Hears what `live.ts` says. */
  onSaid(hear: (news: unknown) => void): void;
  /** What a time of the lab's clock (µs) is on this page's: milliseconds of `Date.now()`, with fractions. */
  pageMs(labUs: number): number;
  /** What the reader guessed, and what the class did where there is one. */
  readonly guesses: readonly number[];
}
