import type { Answer } from './scripted-server.ts';

/** What an EventSource does where a server answers so: the standard's rules, as Chromium reads them. Only tests use it. */
export interface Case {
  readonly answers: readonly Answer[];
  /** Where it joins; its URL says so. */
  readonly after?: string;
  /** The application opens a new one where it gives up. */
  readonly reopen?: true;
  /** `Last-Event-ID` of each request. */
  readonly ids: readonly (string | undefined)[];
  /** `seq` of each event; 9 comes last where the client came back. */
  readonly heard: readonly number[];
  readonly gaveUp?: true;
  /** From the end of each answer to the next request, at least, ms; `RETRY_MS` each unless told. */
  readonly waits?: readonly number[];
  /** What the last request's URL has beyond the first one's. */
  readonly moved?: string;
}

export const RETRY_MS = 300;
/** Of Chromium, where the server says nothing. */
export const DEFAULT_MS = 3_000;
const LONG_MS = 3_500;

/** One event of the lab. */
const event = (seq: number, before = `id: e.${seq}\n`): string =>
  `${before}data: ${JSON.stringify({
    id: seq,
    channel: 'room',
    kind: 'message',
    source: 's',
    seq,
    intendedAtUs: 1,
    publishedAtUs: 2,
    data: '한국어',
  })}\n\n`;

const retry = `retry: ${RETRY_MS}\n\n`;
const beginning = `${retry}${event(1)}`;
/** A stream of one event that ends: most cases are about what comes then. */
const ended: Answer = { body: beginning };
const stays: Answer = { body: event(9), ends: 'never' };

const comesBack = { ids: [undefined, 'e.1'], heard: [1, 9] };
const hearsTwo = { ...comesBack, heard: [1, 2, 9] };
const givesUp = { ids: [undefined, 'e.1'], heard: [1], gaveUp: true } as const;

const typed = (type: string, answer: Answer = {}): Answer => ({
  ...answer,
  headers: { 'Content-Type': type },
});
const moved = '&moved=1';
const redirect = (status: number, more: string): Answer => ({ status, redirectTo: more });
/** Fetch standard, 4.4: so many are followed. */
const REDIRECTS = 20;

export const CASES: Readonly<Record<string, Case>> = {
  'a stream that ends, and no word of retry': {
    answers: [{ body: event(1) }, stays],
    ...comesBack,
    waits: [DEFAULT_MS],
  },
  'a retry that is longer than 3 s': {
    answers: [{ body: `retry: ${LONG_MS}\n\n${event(1)}` }, stays],
    ...comesBack,
    waits: [LONG_MS],
  },
  'a stream that ends, and a retry': { answers: [ended, stays], ...comesBack },
  'a stream that is cut, and a retry': { answers: [{ ...ended, ends: 'by a cut' }, stays], ...comesBack },
  'a retry that is no number': { answers: [{ body: `${beginning}retry: soon\n\n` }, stays], ...comesBack },
  'a retry of the stream before': {
    answers: [ended, { body: event(2) }, stays],
    ids: [undefined, 'e.1', 'e.2'],
    heard: [1, 2, 9],
  },

  'an event without an id': { answers: [{ body: beginning + event(2, '') }, stays], ...hearsTwo },
  'an empty id': {
    answers: [{ body: beginning + event(2, 'id\n') }, stays],
    ...hearsTwo,
    ids: [undefined, undefined],
  },
  'an id with NUL in it': { answers: [{ body: beginning + event(2, 'id: e.2\0\n') }, stays], ...hearsTwo },
  'an id beyond ASCII': {
    answers: [{ body: beginning + event(2, 'id: é한.2\n') }, stays],
    ...hearsTwo,
    ids: [undefined, 'é한.2'],
  },
  'an id without an event': {
    answers: [{ body: `${beginning}id: e.5\n\n` }, stays],
    ...comesBack,
    ids: [undefined, 'e.5'],
  },
  'an id that stands in the URL already': {
    answers: [{ body: `${retry}id: e.3\n\n` }, stays],
    after: 'e.3',
    ids: [undefined, 'e.3'],
    heard: [9],
  },
  'an end in the middle of an event': {
    answers: [{ body: beginning + event(2).slice(0, -1) }, stays],
    ...comesBack,
  },
  'a cut in the middle of an event': {
    answers: [{ body: beginning + event(2).slice(0, 40), ends: 'by a cut' }, stays],
    ...comesBack,
  },
  'lines that end in CR, a byte order mark and a comment': {
    answers: [{ body: `\uFEFF: hello\n${beginning}`.replaceAll('\n', '\r') }, stays],
    ...comesBack,
  },
  'data in several lines': {
    answers: [{ body: beginning.replaceAll(',"', ',\ndata:"') }, stays],
    ...comesBack,
  },

  'a connection that ends before its answer': {
    answers: [ended, { status: null }, stays],
    ids: [undefined, 'e.1', 'e.1'],
    heard: [1, 9],
  },
  'streams without a word': {
    answers: [ended, {}, {}, stays],
    ids: [undefined, 'e.1', 'e.1', 'e.1'],
    heard: [1, 9],
  },

  'a type with parameters': {
    answers: [ended, typed('Text/Event-Stream ; charset="UTF-8"', stays)],
    ...comesBack,
  },
  'another charset': { answers: [ended, typed('text/event-stream;charset=iso-8859-1')], ...givesUp },
  'another type': { answers: [ended, typed('text/html')], ...givesUp },
  'another status at first': { answers: [{ status: 502 }], ids: [undefined], heard: [], gaveUp: true },
  ...each([204, 404, 500, 502, 503], (status) => [
    `status ${status}`,
    { answers: [ended, { status }], ...givesUp },
  ]),
  'status 502, where the application opens a new one': {
    answers: [ended, { status: 502 }, stays],
    reopen: true,
    ids: [undefined, 'e.1', undefined],
    heard: [1, 9],
    waits: [RETRY_MS, 0],
    moved: '&after=e.1',
  },

  ...each([301, 302, 303, 307, 308], (status) => [
    `a redirect by ${status}`,
    {
      answers: [ended, redirect(status, moved), { body: event(2) }, stays],
      ids: [undefined, 'e.1', 'e.1', 'e.2'],
      heard: [1, 2, 9],
      waits: [RETRY_MS, 0, RETRY_MS],
      // Not back to its own URL, whatever the redirect says of permanence.
      moved,
    },
  ]),
  'a redirect to nowhere': { answers: [ended, { status: 302 }], ...givesUp },
  'redirects without end': {
    answers: [ended, ...Array<Answer>(REDIRECTS + 1).fill(redirect(307, moved)), stays],
    ids: [undefined, ...Array<string>(REDIRECTS + 2).fill('e.1')],
    heard: [1, 9],
    waits: [RETRY_MS, ...Array<number>(REDIRECTS).fill(0), RETRY_MS],
  },
};

function each(
  statuses: readonly number[],
  make: (status: number) => [string, Case],
): Readonly<Record<string, Case>> {
  return Object.fromEntries(statuses.map(make));
}
