import type { Language } from '../reports/drawing/look.ts';

/** A browser's clock and the lab's are compared to about this. */
const CLOCK_MS = 1;

/** A time that a page took by its clock against the lab's: below the clocks' error it is not told. */
export const sayMs = (ms: number, language: Language): string =>
  ms < CLOCK_MS
    ? `< ${CLOCK_MS} ms`
    : `${Number(ms.toPrecision(ms < 100 ? 2 : 3)).toLocaleString(language)} ms`;

export const sayBytes = (bytes: number, language: Language): string =>
  bytes < 10_000
    ? `${bytes.toLocaleString(language)} B`
    : `${Number((bytes / 1_000).toPrecision(3)).toLocaleString(language)} kB`;
