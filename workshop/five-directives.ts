/** As they are commonly told, together. */
export const FIVE = [
  'proxy_buffering off',
  'proxy_http_version 1.1',
  "proxy_set_header Connection ''",
  'proxy_cache off',
  'chunked_transfer_encoding off',
] as const;

/** Later than this at the median, and a stream counts as held back: a busy machine is not, a buffer that fills up is. */
export const AT_ONCE_MS = 300;

/** A stream behind nginx with some of the five. */
export interface Way {
  readonly directives: readonly string[];
  readonly received: number;
  readonly medianDelayMs: number | null;
}

export interface Reading {
  readonly plain: Way;
  readonly all: Way;
  readonly plainWorks: boolean;
  readonly allWork: boolean;
  /** Those that repair it alone, and those that are missed when they are left out. */
  readonly enough: readonly string[];
  readonly needed: readonly string[];
}

/** What the ways say of each directive. Throws where there is none without directives. */
export function readWays(published: number, ways: readonly Way[]): Reading {
  const works = ({ received, medianDelayMs }: Way): boolean =>
    received === published && medianDelayMs !== null && medianDelayMs <= AT_ONCE_MS;
  const most = Math.max(...ways.map(({ directives }) => directives.length));
  const of = (count: number): Way[] => ways.filter(({ directives }) => directives.length === count);
  const [plain] = of(0);
  const [all] = of(most);
  if (plain === undefined || all === undefined) throw new Error('no way without directives');
  return {
    plain,
    all,
    plainWorks: works(plain),
    allWork: works(all),
    enough: of(1)
      .filter(works)
      .flatMap(({ directives }) => directives),
    needed: of(most - 1)
      .filter((way) => !works(way))
      .flatMap(({ directives }) => all.directives.filter((one) => !directives.includes(one))),
  };
}
