import type { BenchCase, Trial } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Drawing, Table } from '../chart.ts';
import { faultMarks } from '../figures/fault.ts';
import { sayTrials } from '../figures/over-trials.ts';
import { type Combine, type Moment, type Stretch, timelineOf, warmUpSeconds } from '../figures/timeline.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { plainNumber } from './axes.ts';
import { faultBand } from './fault-band.ts';
import { lineChart } from './line-chart.ts';
import type { Look } from './look.ts';
import { percentileBand } from './percentile-band.ts';
import { type Series, seriesOf } from './series.ts';
import { warmUpShade } from './warm-up.ts';

export interface TimelineChartOptions<S extends Stretch> {
  readonly axisTitle: Texts;
  readonly scale: 'linear' | 'logarithmic';
  readonly combine: Combine;
  readonly stepped?: boolean;
  slicesOf(trial: Trial): readonly S[];
  pick(slice: S): number | null;
  /** An upper percentile of each slice: a band is shaded up to it, from the median of the trials. */
  pickHigh?(slice: S): number | null;
  /** The worst of each slice, drawn as a fainter line: the highest of all trials. */
  pickWorst?(slice: S): number | null;
  skip?(benchCase: BenchCase): boolean;
  say(value: number): string;
  /** What a tooltip's exact values are in. */
  readonly unit?: string;
}

interface Timed {
  readonly series: Series;
  readonly moments: readonly Moment[];
  readonly worst: readonly Moment[];
  readonly high: readonly Moment[];
}

/**
 * One line per case over the time of the schedule, warm-up and fault shaded: slice by slice the median, or the
 * highest, of all trials.
 */
export function drawTimeline<S extends Stretch>(
  report: Report,
  look: Look,
  options: TimelineChartOptions<S>,
): Drawing {
  const { slicesOf, pickWorst, pickHigh } = options;
  const timed = seriesOf(report, look)
    .filter(({ benchCase }) => !options.skip?.(benchCase))
    .map((series) => ({
      series,
      moments: timelineOf(series.benchCase, options.combine, slicesOf, options.pick),
      worst: pickWorst ? timelineOf(series.benchCase, 'highest', slicesOf, pickWorst) : [],
      high: pickHigh ? timelineOf(series.benchCase, 'median', slicesOf, pickHigh) : [],
    }))
    .filter(({ moments }) => moments.some(({ value }) => value !== null));
  if (timed.length === 0) return { reason: texts.charts.noTimeline };
  const seconds = timed.flatMap(({ moments }) => moments.map((moment) => moment.seconds));
  const points = (moments: readonly Moment[]) =>
    moments.map(({ seconds, value }) => ({ x: seconds, y: value }));
  return {
    config: lineChart({
      look,
      lines: [
        ...timed.map(({ series, moments }) => ({
          series,
          points: points(moments),
          samples: sayTrials(series.benchCase.trials.length, look.language),
        })),
        ...(pickWorst
          ? timed.map(({ series, worst }) => ({ series, points: points(worst), faint: true }))
          : []),
      ],
      x: {
        title: texts.charts.seconds[look.language],
        max: Math.max(...seconds),
        say: (x) => `${plainNumber(look, x)} s`,
      },
      y: {
        title: options.axisTitle[look.language],
        scale: options.scale,
        say: options.say,
        unit: options.unit ?? '',
        include: timed.flatMap(({ high }) => high.flatMap(({ value }) => value ?? [])),
      },
      stepped: options.stepped ?? false,
      plugins: [
        percentileBand(
          timed.map(({ series, moments, high }) => ({
            colour: series.colour,
            low: points(moments),
            high: points(high),
          })),
          look,
        ),
        warmUpShade(warmUpSeconds(timed.map(({ series }) => series.benchCase)), look),
        faultBand(faultMarks(report.run, look.language), look),
      ],
    }),
    legend: timed.map(({ series }) => series),
    table: tableOf(timed, look, options),
  };
}

/** A row per moment would run over pages; at most this many are enough to follow a line. */
const MOST_ROWS = 24;

function tableOf(
  timed: readonly Timed[],
  look: Look,
  { say }: Pick<TimelineChartOptions<Stretch>, 'say'>,
): Table {
  const all = [...new Set(timed.flatMap(({ moments }) => moments.map(({ seconds }) => seconds)))].sort(
    (a, b) => a - b,
  );
  const step = Math.ceil(all.length / MOST_ROWS);
  const shown = all.filter((_, index) => index % step === 0);
  return {
    columns: [{ en: 'Seconds', ko: '초' }[look.language], ...timed.map(({ series }) => series.name)],
    rows: shown.map((seconds) => ({
      heading: plainNumber(look, seconds),
      cells: timed.map(({ moments }) => {
        const value = moments.find((moment) => moment.seconds === seconds)?.value ?? null;
        return value === null ? '–' : say(value);
      }),
    })),
  };
}
