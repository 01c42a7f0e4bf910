import type { Demo } from '../demo.ts';
import { type Lesson, readLesson } from '../lesson.ts';

type Modules = Readonly<Record<string, unknown>>;

const found: Modules = import.meta.glob('../lessons/*/index.ts', { eager: true, import: 'default' });
const demos: Modules = import.meta.glob('../lessons/*/demo.ts', { eager: true, import: 'default' });
const snippets: Modules = import.meta.glob(['../lessons/*/snippet-*', '!../lessons/*/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** The course in its order, as it was bundled. */
export const lessons: readonly Lesson[] = Object.values(found)
  .map(readLesson)
  .sort((a, b) => a.order - b.order);

export const lessonOf = (id: string | null): Lesson | undefined => lessons.find((lesson) => lesson.id === id);

export const demoOf = ({ id }: Lesson): Demo | undefined =>
  demos[`../lessons/${id}/demo.ts`] as Demo | undefined;

export const snippetOf = ({ id }: Lesson, file: string): string =>
  String(snippets[`../lessons/${id}/${file}`] ?? '');
