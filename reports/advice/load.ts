/** What a server is asked to carry; `eventsPerSecond` of the one channel. */
export interface Load {
  readonly subscribers: number;
  readonly eventsPerSecond: number;
  readonly payloadBytes: number;
  readonly tabsPerBrowser: number;
  readonly pollIntervalMs: number;
}

export type LoadInput = keyof Load;

export const LOAD_INPUTS: readonly LoadInput[] = [
  'subscribers',
  'eventsPerSecond',
  'payloadBytes',
  'tabsPerBrowser',
  'pollIntervalMs',
];
