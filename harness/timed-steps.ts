import { monotonicUs } from '../lab/clock.ts';

/** Something to do at a time of its own. */
export interface TimedStep {
  /** Microseconds after the schedule's start. */
  readonly atUs: number;
}

/**
 * Acts on each step when its time has come; a step whose time is over is acted on at once.
 *
 * @param steps in any order
 * @param startAtUs the schedule's time zero on the monotonic clock
 * @returns stops the rest
 */
export function actOnTime<Step extends TimedStep>(
  steps: readonly Step[],
  startAtUs: number,
  act: (step: Step) => void,
): () => void {
  const due = [...steps].sort((a, b) => a.atUs - b.atUs);
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  const actOnDue = (): void => {
    for (let step = due[next]; step !== undefined; step = due[++next]) {
      const waitUs = startAtUs + step.atUs - monotonicUs();
      if (waitUs > 0) {
        timer = setTimeout(actOnDue, waitUs / 1e3);
        return;
      }
      act(step);
    }
  };
  actOnDue();
  return () => {
    next = due.length;
    clearTimeout(timer);
  };
}
