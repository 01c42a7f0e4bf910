/** How long after the schedule's end a delivery is waited for. */
export const DRAIN_LIMIT_MS = 5_000;
/** How often the drain looks whether anything is outstanding. */
export const DRAIN_TICK_MS = 20;
