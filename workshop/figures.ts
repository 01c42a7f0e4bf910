import type { Texts } from '../lab/texts.ts';
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

/** What has to be said with figures that may be the clients' own; nothing where they were not at their limit. */
export const sayBusy = ({ trials, of }: { readonly trials: number; readonly of: number }): Texts =>
  trials === 0
    ? { en: '', ko: '' }
    : {
        en: ` The clients were at their limit in ${trials} of ${of} trials: times may be theirs.`,
        ko: ` 시행 ${of}번 중 ${trials}번에서 클라이언트가 한계에 이르러, 시간은 클라이언트의 것일 수 있습니다.`,
      };
