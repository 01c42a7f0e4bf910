/** What this browser remembers of each lesson. */
export interface LessonMemory {
  readonly guess?: number;
  readonly revealed?: true;
}

interface Memory {
  readonly generation: number;
  readonly lessons: Readonly<Record<string, LessonMemory>>;
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

export const runningLesson = (): string | null => storage(() => sessionStorage.getItem(RUNNING));

export function rememberRunning(lesson: string | null): void {
  storage(() => {
    if (lesson === null) sessionStorage.removeItem(RUNNING);
    else sessionStorage.setItem(RUNNING, lesson);
    return null;
  });
}

function read(): Memory {
  const nothing: Memory = { generation: 0, lessons: {} };
  try {
    return {
      ...nothing,
      ...(JSON.parse(storage(() => localStorage.getItem(KEY)) ?? '{}') as Partial<Memory>),
    };
  } catch {
    return nothing;
  }
}

const write = (memory: Memory): void => {
  storage(() => {
    localStorage.setItem(KEY, JSON.stringify(memory));
    return null;
  });
};

/** A browser may forbid it; what is chosen then holds for this page. */
function storage<Value>(use: () => Value): Value | null {
  try {
    return use();
  } catch {
    return null;
  }
}
