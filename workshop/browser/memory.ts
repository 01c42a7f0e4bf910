/** What this browser remembers of each lesson. */
export interface LessonMemory {
  readonly guess?: number;
  readonly revealed?: true;
}

/** When the class and its present lesson began, by the clock of who teaches. */
export interface Began {
  readonly classMs: number;
  readonly lesson: string;
  readonly lessonMs: number;
}

/** All of it belongs to the class of that generation. */
interface Memory {
  readonly generation: number;
  readonly lessons: Readonly<Record<string, LessonMemory>>;
  readonly began?: Began;
}

const KEY = 'realtime-transport-workshop';
/** Of this tab alone: whether its demonstration is to be under way again after a reload. */
const RUNNING = 'realtime-transport-workshop-running';

/** Forgets what was remembered of an earlier class: everything was set back since. */
export function keepGeneration(generation: number): void {
  if (read().generation !== generation) write({ generation, lessons: {} });
}

export const recall = (lesson: string): LessonMemory => read().lessons[lesson] ?? {};

export function remember(lesson: string, change: LessonMemory): void {
  const memory = read();
  write({ ...memory, lessons: { ...memory.lessons, [lesson]: { ...memory.lessons[lesson], ...change } } });
}

export const recallBegan = (): Began | undefined => read().began;

export const rememberBegan = (began: Began): void => write({ ...read(), began });

export const runningLesson = (): string | null => storage(() => sessionStorage.getItem(RUNNING));

export function rememberRunning(lesson: string | null): void {
  storage(() => {
    if (lesson === null) sessionStorage.removeItem(RUNNING);
    else sessionStorage.setItem(RUNNING, lesson);
    return null;
  });
}

const NOTHING: Memory = { generation: 0, lessons: {} };
/** What was written last: all there is where a browser forbids to keep anything. */
let own = NOTHING;

function read(): Memory {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? own : { ...NOTHING, ...(JSON.parse(kept) as Partial<Memory>) };
  } catch {
    return own;
  }
}

function write(memory: Memory): void {
  own = memory;
  storage(() => {
    localStorage.setItem(KEY, JSON.stringify(memory));
    return null;
  });
}

/** Null where a browser forbids it. */
function storage<Value>(use: () => Value): Value | null {
  try {
    return use();
  } catch {
    return null;
  }
}
