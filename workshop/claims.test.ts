import { expect, test } from 'vitest';
import { findProgram, need } from '../lab/outside-program.ts';
import { isMeasured } from './claim.ts';
import { withLaboratory } from './laboratory.ts';
import { loadClaims, loadExperiments } from './load-parts.ts';

const [claims, experiments] = await Promise.all([loadClaims(), loadExperiments()]);

for (const experiment of experiments.values()) {
  const own = claims.filter(isMeasured).filter((claim) => claim.experiment === experiment.id);
  test(`${experiment.id}: claims ${own.map(({ number }) => number)} come out otherwise against their opposites`, {
    timeout: 180_000,
  }, async (context) => {
    for (const name of experiment.needs) {
      const isThere = findProgram(name, process.env.PATH ?? '') !== undefined;
      need(context, `the program ${name}`, isThere, 'Let .ci/run install it.');
    }
    const measure = async (how: (typeof experiment)['measure']): Promise<never> => {
      const lent = { seed: 'claims', signal: new AbortController().signal };
      const figures = experiment.figures.parse(await withLaboratory(lent, how));
      // Plain JSON: what is stored says the same.
      expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
      return figures as never;
    };
    const figures = await measure((lab) => experiment.measure(lab));
    for (const { number, judge } of own) {
      const opposite = experiment.opposites[number];
      if (opposite === undefined) throw new Error(`claim ${number} has no opposite`);
      const verdict = judge(figures);
      const other = judge(await measure((lab) => opposite(lab)));
      if (process.env.SAY)
        console.log(
          number,
          verdict.verdict,
          verdict.figure.en,
          '\n OPPOSITE',
          other.verdict,
          other.figure.en,
        );
      expect(other.verdict, `claim ${number}`).not.toBe(verdict.verdict);
    }
  });
}
