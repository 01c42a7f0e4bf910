import type { BenchCase } from './results/schema.ts';
import { clientFailure, protocol, starvedTabs } from './warnings/clients.ts';
import { clockNotComparable } from './warnings/clock.ts';
import { accounting, nothingExpected } from './warnings/deliveries.ts';
import { pollsInBursts } from './warnings/engine.ts';
import { unsharedLog } from './warnings/fleet.ts';
import { withForetold } from './warnings/foretold.ts';
import { generatorSaturated } from './warnings/generator.ts';
import { limitHit } from './warnings/limits.ts';
import { cpuStolen, cpuUsedByOthers } from './warnings/machine.ts';
import { behindProxy } from './warnings/proxy.ts';
import { fewSamples, oneTrial } from './warnings/samples.ts';
import { serverLate, sourceLag } from './warnings/source.ts';
import { notSettled, trialSpread } from './warnings/stability.ts';
import type { CaseEvidence, WarningRule } from './warnings/warning-rule.ts';

/** Every reason not to believe a case, in the order in which they are said: fatal ones first. */
export const WARNINGS: readonly WarningRule[] = [
  nothingExpected,
  accounting,
  protocol,
  limitHit,
  clientFailure,
  clockNotComparable,
  generatorSaturated,
  sourceLag,
  serverLate,
  unsharedLog,
  starvedTabs,
  pollsInBursts,
  behindProxy,
  cpuStolen,
  cpuUsedByOthers,
  notSettled,
  trialSpread,
  oneTrial,
  fewSamples,
];

/** What the rules find in a case: what was seen, why it may mislead, what to do. */
export const warningsOf = (evidence: CaseEvidence): BenchCase['warnings'] =>
  withForetold(
    evidence,
    WARNINGS.flatMap(({ code, fatal, find }) => {
      const found = find(evidence);
      return found === undefined ? [] : [{ code, fatal, ...found }];
    }),
  );
