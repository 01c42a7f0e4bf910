import type { z } from 'zod';
import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';
import type { Laboratory } from './laboratory.ts';

/** What an experiment may need that is no package of the lab. */
export const PROGRAMS = ['chromium', 'curl', 'java', 'nginx', 'haproxy', 'redis-server', 'tcpdump'] as const;
export type Program = (typeof PROGRAMS)[number];

/**
 * One measurement that decides one claim or several: what every `workshop/experiments/<id>.ts` (or
 * `<id>/index.ts`) exports by default.
 */
export interface Experiment<Figures = unknown> extends Part {
  readonly title: Texts;
  /** How it is measured, in two sentences. */
  readonly method: Texts;
  /** Where one of them is missing the experiment is not run, and the last stored result is shown. */
  readonly needs: readonly Program[];
  /** Plain JSON, its names with their units. */
  readonly figures: z.ZodType<Figures>;
  /** With real servers, clients, faults and browsers of the lab; 5 to 15 s, and leaves nothing behind. */
  measure(lab: Laboratory): Promise<Figures>;
  /** Claim → the same measurement where the opposite was planted: its verdict must differ. */
  readonly opposites: Readonly<Record<number, (lab: Laboratory) => Promise<Figures>>>;
}
