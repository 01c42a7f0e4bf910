import { findProgram } from '../../lab/outside-program.ts';
import type { Course, CourseClaim, CourseExperiment, Origin } from '../course.ts';
import { loadClaims, loadExperiments } from '../load-parts.ts';
import { conditionsOf, OWN_RESULTS, type Results, readResults, STORED_RESULTS } from '../results.ts';

/** The claims and experiments with what is known of each: the reader's own result, else the one kept with the lab. */
export async function readCourse(own: URL = OWN_RESULTS, stored: URL = STORED_RESULTS): Promise<Course> {
  const [claims, experiments, mine, kept] = await Promise.all([
    loadClaims(),
    loadExperiments(),
    readResults(own),
    readResults(stored),
  ]);
  const sources: readonly { whose: Origin['whose']; results: Results }[] = [
    ...(mine ? [{ whose: 'own' as const, results: mine }] : []),
    ...(kept ? [{ whose: 'stored' as const, results: kept }] : []),
  ];
  return {
    claims: claims.map(({ number, statement }): CourseClaim => {
      for (const { whose, results } of sources) {
        const verdict = results.verdicts.find((one) => one.claim === number);
        if (verdict === undefined) continue;
        const experiment = 'experiment' in verdict.by ? verdict.by.experiment : '';
        const from: Origin = { whose, ...conditionsOf(experiment, results) };
        return { number, statement, verdict: { ...verdict, from } };
      }
      return { number, statement };
    }),
    experiments: Object.fromEntries(
      [...experiments.values()].map(({ id, title, method, needs, figures }) => {
        const missing = needs.filter((name) => findProgram(name, process.env.PATH ?? '') === undefined);
        const known: CourseExperiment = { title, method, missing };
        for (const { whose, results } of sources) {
          const found = results.experiments[id];
          // Of an older lab its figures may have another shape.
          const parsed = found && 'figures' in found ? figures.safeParse(found.figures) : undefined;
          if (found === undefined || !('figures' in found) || !parsed?.success) continue;
          const from: Origin = { whose, ...conditionsOf(id, results) };
          const result = { figures: parsed.data, measuredAt: found.measuredAt, from };
          return [id, { ...known, result }];
        }
        return [id, known];
      }),
    ),
  };
}
