import type { BenchCase } from './results/schema.ts';
import { clientFailure, generatorSaturated, protocol, starvedTabs } from './warnings/clients.ts';
import { accounting, nothingExpected } from './warnings/deliveries.ts';
import { fewSamples, oneTrial } from './warnings/samples.ts';
import type { CaseEvidence, WarningRule } from './warnings/warning-rule.ts';

/** Every reason not to believe a case, in the order in which they are said. */
const WARNINGS: readonly WarningRule[] = [
  generatorSaturated,
  protocol,
  clientFailure,
  nothingExpected,
  accounting,
  starvedTabs,
  oneTrial,
  fewSamples,
];

/** What the rules find in a case: what was seen, why it may mislead, what to do. */
export const warningsOf = (evidence: CaseEvidence): BenchCase['warnings'] =>
  WARNINGS.flatMap(({ code, fatal, find }) => {
    const found = find(evidence);
    return found === undefined ? [] : [{ code, fatal, ...found }];
  });
