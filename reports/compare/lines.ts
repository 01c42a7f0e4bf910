import { isReference } from '../report.ts';
import type { RunCase } from './compared-run.ts';

/** More lines than this in one chart cannot be told apart. */
export const MOST_LINES = 12;

/**
 * The cases that charts draw: those that the reader picked, else as many of each scenario as can be told apart. Then
 * each case comes with the same case of the other runs, every transport comes before a second case of one, and
 * references come last, since what is compared is worth more room.
 */
export function drawnCases(cases: readonly RunCase[], picked: readonly string[] | null): readonly RunCase[] {
  if (picked !== null) return cases.filter(({ key }) => picked.includes(key));
  return [...Map.groupBy(cases, ({ benchCase }) => benchCase.scenario).values()].flatMap(usualCases);
}

function usualCases(cases: readonly RunCase[]): readonly RunCase[] {
  const ofTransports = Map.groupBy(
    Map.groupBy(cases, ({ benchCase }) => benchCase.id).values(),
    ([first]) => first?.benchCase.transport,
  );
  const groups = [...ofTransports.values()]
    .flatMap((own) => own.map((group, turn) => ({ group, turn })))
    .sort((a, b) => Number(areReferences(a.group)) - Number(areReferences(b.group)) || a.turn - b.turn)
    .map(({ group }) => group);
  const chosen: RunCase[] = [];
  for (const group of groups) {
    if (chosen.length > 0 && chosen.length + group.length > MOST_LINES) break;
    chosen.push(...group.slice(0, MOST_LINES));
  }
  const keys = new Set(chosen.map(({ key }) => key));
  return cases.filter(({ key }) => keys.has(key));
}

const areReferences = (group: readonly RunCase[]): boolean =>
  group.every(({ of, benchCase }) => isReference(of.report.run, benchCase));
