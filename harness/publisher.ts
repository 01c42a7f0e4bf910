import { monotonicUs } from '../lab/clock.ts';
import type { ScheduledEvent } from '../scenarios/scenario.ts';
import type { PublishRequest } from '../transports/event.ts';

/**
 * Publishes each event when its time has come, however slow anything is (open loop): an event that
 * is late is published at once, and its intended time stays what the schedule says. Timers fire on
 * whole milliseconds, which the source's lag in the result shows.
 *
 * @param schedule in order of time
 * @param startAtUs the schedule's time zero on the monotonic clock
 * @returns stops the publishing
 */
export function publishOnSchedule(
  schedule: readonly ScheduledEvent[],
  startAtUs: number,
  publish: (event: PublishRequest) => void,
): () => void {
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  const publishDue = (): void => {
    for (let event = schedule[next]; event !== undefined; event = schedule[++next]) {
      const intendedAtUs = Math.round(startAtUs + event.offsetUs);
      const waitUs = intendedAtUs - monotonicUs();
      if (waitUs > 0) {
        timer = setTimeout(publishDue, waitUs / 1e3);
        return;
      }
      const { channel, kind, source, seq, data } = event;
      publish({ channel, kind, source, seq, intendedAtUs, data });
    }
  };
  publishDue();
  return () => {
    next = schedule.length;
    clearTimeout(timer);
  };
}
