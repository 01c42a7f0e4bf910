import type { Question } from '../../advice/question.ts';

type Numeric = {
  [Name in keyof Question]: Question[Name] extends number ? Name : never;
}[keyof Question];
type Flag = {
  [Name in keyof Question]: Question[Name] extends boolean ? Name : never;
}[keyof Question];

/** A question that is answered by a number, and what it may be. */
export interface NumberField {
  readonly name: Numeric;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

export const NUMBER_FIELDS: readonly NumberField[] = [
  { name: 'subscribers', least: 1, most: 10_000_000, whole: true },
  { name: 'eventsPerSecond', least: 0.001, most: 100_000, whole: false },
  { name: 'payloadBytes', least: 1, most: 10_000_000, whole: true },
  { name: 'toleratedDelayMs', least: 1, most: 600_000, whole: false },
  { name: 'tabsPerBrowser', least: 1, most: 1000, whole: true },
  { name: 'pollIntervalMs', least: 10, most: 600_000, whole: true },
];

export const FLAG_FIELDS: readonly Flag[] = ['tls', 'http2', 'proxiesOnTheWay', 'lossTolerated'];

/** The number that a text says, or null where it says none that is allowed. */
export function readNumber(text: string, { least, most, whole }: NumberField): number | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  return value >= least && value <= most && (!whole || Number.isInteger(value)) ? value : null;
}
