import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'option-invalid': 'A command-line option has a value that it cannot have',
});

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** `500ms`, `4s`, `1.5m` → milliseconds. A bare number would leave the unit to guess. */
export const duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m)$/, 'a duration such as 500ms, 4s or 1m')
  .transform((text) => {
    const [, amount, unit] = /^([\d.]+)(\D+)$/.exec(text) ?? [];
    return Number(amount) * (UNITS_MS[unit ?? ''] ?? Number.NaN);
  });

/** A duration within bounds, in milliseconds. */
export const durationBetween = (lowMs: number, highMs: number) =>
  duration.refine((ms) => ms >= lowMs && ms <= highMs, `a duration from ${lowMs}ms to ${highMs / 1e3}s`);

/** A whole number within bounds. */
export const wholeBetween = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `a whole number from ${low} to ${high}`);

/** Any number, for a scenario to judge. */
export const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'a number')
  .transform(Number);

/** `50` or `50,100,200` → its numbers, each once, ascending; for a scenario to judge. */
export const numbers = z
  .string()
  .regex(/^-?\d+(\.\d+)?(\s*,\s*-?\d+(\.\d+)?)*$/, 'a number, or several separated by commas')
  .transform((text) => [...new Set(text.split(',').map(Number))].sort((a, b) => a - b));

/** `10%` → 0.1. A bare number would leave it open whether 10 is ten per cent or tenfold. */
export const percent = z
  .string()
  .regex(/^\d+(\.\d+)?%$/, 'a share such as 10%')
  .transform((text) => Number.parseFloat(text) / 100);

/** `a,b,c` → its words. */
export const commaList = z.string().transform((text) => text.split(',').map((word) => word.trim()));

/** Reads what commander collected. The LabError names the option, its value and what is allowed. */
export function readOptions<Shape extends z.ZodObject>(
  shape: Shape,
  values: Record<string, unknown>,
): z.infer<Shape> {
  const parsed = shape.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  throw new UsageError(codes['option-invalid'], {
    expected: `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} to be ${issue?.message}`,
    got: JSON.stringify(values[name]),
  });
}
