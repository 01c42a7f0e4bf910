import type { ScaleOptionsByType } from 'chart.js';
import type { Look } from './look.ts';

/** More labels on a linear axis would touch each other on a phone. */
const MOST_STEPS = 5;

type Ticks = { ticks: { value: number; label?: string | string[] }[] };

/** Fonts and lines that every axis of every chart shares: quiet, so that the data speaks. */
export function axisStyle(look: Look, title: string) {
  const font = { family: look.fontFamily, size: look.fontPx * 0.8 };
  return {
    border: { display: false },
    grid: { color: look.grid, drawTicks: false, lineWidth: 1 },
    ticks: { color: look.muted, font, padding: 8, maxRotation: 0 },
    title: { display: title !== '', text: title, color: look.muted, font },
  };
}

/**
 * Ticks on a logarithmic axis: whole decades, with 2 and 5 between them where there is room.
 * Chart.js labels every minor step, which reads as noise.
 */
export function logTicks(scale: Pick<ScaleOptionsByType<'logarithmic'>, 'min' | 'max'>): Ticks['ticks'] {
  const { min, max } = scale;
  const decades = Math.log10(max / min);
  const steps = decades > 2.5 ? [1] : [1, 2, 5];
  const first = Math.floor(Math.log10(min));
  return Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => 10 ** (first + i))
    .flatMap((decade) => steps.map((step) => Number((decade * step).toPrecision(1))))
    .filter((value) => value >= min * 0.999 && value <= max * 1.001)
    .map((value) => ({ value }));
}

/** Ticks at round multiples on both sides of zero, wherever a linear axis begins. */
export function evenTicks({ min, max }: Pick<ScaleOptionsByType<'linear'>, 'min' | 'max'>): Ticks['ticks'] {
  const rough = (max - min) / MOST_STEPS;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * ([1, 2, 5, 10].find((factor) => decade * factor >= rough) ?? 10);
  const first = Math.ceil(min / step);
  return Array.from({ length: Math.floor(max / step) - first + 1 }, (_, at) => ({
    value: (first + at) * step,
  }));
}

/** The next 1, 2 or 5 below and above, so that a logarithmic axis begins and ends on a tick. */
export function logBounds(values: readonly number[]): { min: number; max: number } {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return { min: 0.1, max: 10 };
  const steps = [1, 2, 5, 10];
  const smallest = Math.min(...positive);
  const largest = Math.max(...positive);
  const low = 10 ** Math.floor(Math.log10(smallest));
  const high = 10 ** Math.floor(Math.log10(largest));
  const min = low * (steps.findLast((step) => low * step <= smallest) ?? 1);
  const max = high * (steps.find((step) => high * step >= largest) ?? 10);
  return min === max ? { min: min / 2, max: max * 2 } : { min, max };
}

export const plainNumber = (look: Look, value: number): string =>
  new Intl.NumberFormat(look.language, { maximumSignificantDigits: 6 }).format(value);
