import type { z } from 'zod';
import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';
import type { RandomSource } from '../scenarios/random.ts';
import type { LinkOperation } from './link/operations.ts';

/** Flat, so that one can be given on the command line: `--set-fault name=value`. */
export type FaultParameters = Readonly<Record<string, number | string>>;

/**
 * Something that goes wrong in a trial, the same for every transport: what every `faults/<id>.ts`
 * exports by default. It says what is done, to whom and when; the harness does it.
 */
export interface Fault<Parameters extends FaultParameters = FaultParameters> extends Part {
  readonly title: Texts;
  readonly summary: Texts;
  /** A flat schema, each with a default and a description (`.describe`) with its unit. */
  readonly parameters: z.ZodType<Parameters>;
  /** True where it is done to connections on their way: they then pass through the link. */
  readonly link: boolean;
  /** True where it cuts clients at times that the plan names, so that their offline windows can be made equal. */
  readonly cuts: boolean;
  /** How long the fault lasts, and how long is measured after it, microseconds. */
  timing(parameters: Parameters): { readonly lengthUs: number; readonly recoverUs: number };
  /** What is done when. Pure: the same parameters and scene give the same steps. */
  steps(parameters: Parameters, scene: FaultScene): readonly FaultStep[];
  /** What the server is told for the whole trial. */
  readonly server?: (parameters: Parameters) => ServerConditions;
}

/** Who is there, and when the fault begins. */
export interface FaultScene {
  /** Microseconds after the schedule's start. */
  readonly fromUs: number;
  readonly lengthUs: number;
  /** Counted 0, 1, 2 … as in the audience. */
  readonly tabs: number;
  readonly browsers: number;
  /** The last browser may have fewer. */
  readonly tabsPerBrowser: number;
  /** A random stream of this trial's seed; those of different names are independent. */
  random(name: string): RandomSource;
}

/** At `atUs` after the schedule's start. */
export type FaultStep = { readonly atUs: number } & (
  | { readonly on: 'link'; readonly operation: LinkOperation }
  | {
      readonly on: 'server';
      /** `kill`: at once, without a word (SIGKILL); `drain`: gracefully (SIGTERM). */
      readonly how: 'kill' | 'drain';
      /** A new server takes the same port after so long. */
      readonly awayUs: number;
      /** The status that something else answers on that port meanwhile. */
      readonly gatewayStatus?: number;
      /** How many of the servers; all unless told. */
      readonly servers?: number;
    }
  /** The log that the servers share; where each has its own, nothing is done. */
  | {
      readonly on: 'log';
      /** `stop`: shut down and started again; `freeze`: it stands still (SIGSTOP), its connections stay. */
      readonly how: 'stop' | 'freeze';
      readonly awayUs: number;
    }
  /** These do not read for so long. */
  | { readonly on: 'tabs'; readonly tabs: readonly number[]; readonly stopReadingForUs: number }
);

export interface ServerConditions {
  /** Every stream is ended when it has lasted so long. */
  readonly streamLimitMs?: number;
}
