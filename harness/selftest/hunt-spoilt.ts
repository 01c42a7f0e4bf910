import { type Finding, fatalCodes } from './defect.ts';
import type { PlantedCase, SelfTestLab } from './selftest-lab.ts';
import type { Spoil } from './spoil-deliveries.ts';

const ONE_IN = 1_000;
const KINDS = { drop: 'lost', duplicate: 'duplicated', swap: 'reordered' } as const satisfies Record<
  Spoil,
  string
>;

/** Hunts for one in a thousand deliveries spoilt: all of them, and nothing else, must be in the accounts. */
export async function huntSpoilt(lab: SelfTestLab, how: Spoil, plan: PlantedCase['plan']): Promise<Finding> {
  const file = new URL('./planted/spoiling-server-process.ts', import.meta.url);
  const one = await lab.runOne({ id: how, plan: plan ?? {}, server: { file, words: [how, String(ONE_IN)] } });
  const [trial] = one.trials;
  if (trial === undefined) return { found: 'no trial', caught: false };
  const { expected, lost, duplicated, reordered } = trial.deliveries;
  const found = { lost, duplicated, reordered };
  const others = Object.entries(found).filter(([kind]) => kind !== KINDS[how]);
  // Every thousandth of all deliveries: of the measured ones a thousandth, or one more or less.
  const asPlanted = Math.abs(found[KINDS[how]] - expected / ONE_IN) <= 1;
  return {
    found: `of ${expected}: ${lost} lost, ${duplicated} duplicated, ${reordered} reordered; ${fatalCodes(one).join(', ') || 'no fatal warning'}`,
    caught: asPlanted && others.every(([, count]) => count === 0) && fatalCodes(one).includes('accounting'),
  };
}
