import type { RunCase } from './compared-run.ts';
import { FILTER_NAMES, type FilterName, type View } from './view.ts';

/** What a case is filtered by. `-` stands for none: no HTTP, no fault. */
const VALUE: Readonly<Record<FilterName, (one: RunCase) => string>> = {
  only: ({ of }) => of.report.run.id,
  transport: ({ benchCase }) => benchCase.transport,
  http: ({ benchCase }) => benchCase.http ?? '-',
  scenario: ({ benchCase }) => benchCase.scenario,
  fault: ({ benchCase }) => benchCase.fault?.id ?? '-',
};

/** The values that there are to choose from, by filter; a filter with only one is none. */
export function choicesOf(cases: readonly RunCase[]): Readonly<Record<FilterName, readonly string[]>> {
  return Object.fromEntries(
    FILTER_NAMES.map((name) => [name, [...new Set(cases.map(VALUE[name]))]]),
  ) as unknown as Record<FilterName, readonly string[]>;
}

/** The cases that pass all filters. What a filter names that no case has, such as after a run was taken out, is passed over. */
export function filtered(cases: readonly RunCase[], filters: View['filters']): readonly RunCase[] {
  const choices = choicesOf(cases);
  const asked = FILTER_NAMES.map((name) => ({
    value: VALUE[name],
    wanted: filters[name].filter((value) => choices[name].includes(value)),
  }));
  return cases.filter((one) =>
    asked.every(({ value, wanted }) => wanted.length === 0 || wanted.includes(value(one))),
  );
}
