import type { Texts } from '../../lab/texts.ts';

export type Language = keyof Texts;
export type Scheme = 'light' | 'dark';

/** All that a drawing needs to know of the page around it. */
export interface Look {
  readonly language: Language;
  readonly scheme: Scheme;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  /** For what is shown but does not count. */
  readonly faded: string;
  /** For what went wrong. */
  readonly danger: string;
  readonly surface: string;
  readonly fontFamily: string;
  /** Of body text; a chart's labels are a little smaller. */
  readonly fontPx: number;
}
