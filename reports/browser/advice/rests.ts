import type { Texts } from '../../../lab/texts.ts';
import type { Advice } from '../../advice/advise.ts';
import type { Language } from '../../drawing/look.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';

const words = texts.advicePanel;

/** The runs and cases that the answer rests on, and those that it does not, with why. */
export function restsOf({ evidence, options }: Advice, language: Language): HTMLElement {
  const used = evidence.used.flatMap(({ id }) => {
    const own = evidence.observations.filter(({ runId }) => runId === id);
    const asked = own.filter((one) => options.some(({ used: { runs } }) => runs.includes(one.runId)));
    const rests = fill(words.restsOn, language, {
      run: id,
      cases: String(new Set(asked.map(({ caseId }) => caseId)).size),
      trials: String(asked.length),
    });
    return [rests, ...leftOutOf(id, evidence, language)];
  });
  const others = evidence.otherMachines.map(({ id }) => fill(words.otherMachine, language, { run: id }));
  const unusable = evidence.unusable.map(({ run, why }) =>
    fill(words.unusable, language, {
      run: run.id,
      why: (why.length === 0 ? [words.why.none] : why.map((one) => words.why[one]))
        .map((text) => text[language])
        .join(', '),
    }),
  );
  const [machine] = evidence.used;
  return el(
    'details',
    { id: 'advice-rests' },
    el('summary', {}, words.rests[language]),
    el(
      'ul',
      { class: 'advice-rests' },
      ...[...used, ...others, ...unusable].map((line) => el('li', {}, line)),
    ),
    machine === undefined
      ? null
      : el(
          'p',
          { class: 'small' },
          fill(words.machine, language, {
            cpu: machine.environment.cpu,
            cores: String(machine.environment.cores),
            node: machine.environment.node,
          }),
        ),
  );
}

/** Cases of a run that is used otherwise; of an invalid one, what its own warnings saw. */
const leftOutOf = (id: string, { leftOut }: Advice['evidence'], language: Language): readonly string[] =>
  leftOut
    .filter(({ run }) => run.id === id)
    .map(({ left, why }) => {
      const seen =
        why === 'invalid' ? left.warnings.filter(({ fatal }) => fatal).map(({ seen }) => seen) : [];
      const reasons = [words.why[why], ...seen].map((text: Texts) => text[language]);
      return fill(words.caseLeftOut, language, { run: id, case: left.id, why: reasons.join('; ') });
    });
