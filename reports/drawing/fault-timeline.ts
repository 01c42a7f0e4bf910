import type { Drawing } from '../chart.ts';
import type { Stretch } from '../figures/timeline.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import type { Look } from './look.ts';
import { drawTimeline, type TimelineChartOptions } from './timeline-chart.ts';

/** A timeline that tells something only where something went wrong. */
export function drawFaultTimeline<S extends Stretch>(
  report: Report,
  look: Look,
  options: TimelineChartOptions<S>,
): Drawing {
  const struck = report.run.cases.some(({ fault }) => fault !== undefined);
  return struck ? drawTimeline(report, look, options) : { reason: texts.fault.none };
}
