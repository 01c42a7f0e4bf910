import type { Texts } from '../../lab/texts.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { type Check, checksOf } from './checks.ts';
import { type TriedModel, tryModel } from './estimate.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { knownOf } from './known.ts';
import { reachFor } from './matters.ts';
import type { Observation } from './observation.ts';
import { isTooFar, type Prediction, predictionOf, type Reach } from './prediction.ts';
import { FULL_CORE, followsFromRules, QUANTITIES, type Quantity } from './quantity.ts';
import type { Question } from './question.ts';
import { type Ranking, rankingsOf } from './ranking.ts';
import { say } from './say.ts';

/** A figure, or why there is none. */
export type Estimate = Prediction | { readonly unknown: Texts };

/** What is to be said of one transport over one HTTP version. */
export interface Option {
  readonly transport: string;
  readonly http: '1.1' | '2' | null;
  readonly estimates: Readonly<Record<Quantity, Estimate>>;
  /** One for each input that this option's costs depend on; empty where nothing was measured. */
  readonly reach: readonly Reach[];
  readonly used: { readonly runs: readonly string[]; readonly cases: number; readonly trials: number };
  readonly checks: readonly Check[];
  readonly fits: 'yes' | 'no' | 'unknown';
  /** Known, not measured here. */
  readonly known: readonly Texts[];
}

export interface Advice {
  readonly options: readonly Option[];
  readonly rankings: readonly Ranking[];
  readonly evidence: Evidence;
  readonly tails: Texts;
}

const words = texts.advice;

/**
 * What each measured transport would cost at a load that perhaps nobody measured, from the costs in
 * the runs at hand. Whatever these do not carry is told as unknown, with the reason.
 */
export function advise(question: Question, reports: readonly Report[]): Advice {
  const evidence = evidenceOf(reports);
  const options = kindsOf(evidence).map((kind) => optionOf(kind, question, evidence));
  return { options, rankings: rankingsOf(options), evidence, tails: words.tails };
}

type Kind = Pick<Observation, 'transport' | 'http'>;

/** What was measured, and what somebody tried to measure and got nothing that counts. */
function kindsOf({ observations, leftOut }: Evidence): readonly Kind[] {
  const failed = leftOut.filter(({ why }) => why === 'invalid' || why === 'starved');
  const kinds = [...observations, ...failed.map(({ left }) => left)];
  return [
    ...new Map(kinds.map(({ transport, http }) => [`${transport} ${http}`, { transport, http }])).values(),
  ];
}

function optionOf(kind: Kind, question: Question, { observations, leftOut }: Evidence): Option {
  const isOwn = ({ transport, http, tls }: Kind & { readonly tls: boolean }): boolean =>
    transport === kind.transport && http === kind.http && tls === question.tls;
  const own = observations.filter(isOwn);
  const reach = reachFor(
    kind,
    own.map(({ asked }) => asked),
    question,
  );
  const estimates =
    own.length === 0
      ? withoutCases(
          question,
          leftOut.some(({ left }) => isOwn(left)),
        )
      : estimatesOf(kind, question, own, reach);
  const checks = checksOf(kind, question, estimates);
  return {
    ...kind,
    estimates,
    reach: own.length === 0 ? [] : reach,
    used: {
      runs: [...new Set(own.map(({ runId }) => runId))],
      cases: new Set(own.map(({ runId, caseId }) => `${runId} ${caseId}`)).size,
      trials: own.length,
    },
    checks,
    fits: checks.some(({ kept }) => kept === 'no')
      ? 'no'
      : checks.some(({ kept }) => kept === 'unknown')
        ? 'unknown'
        : 'yes',
    known: knownOf(kind.transport, kind.http, question),
  };
}

function withoutCases({ tls }: Question, wereLeftOut: boolean): Record<Quantity, Estimate> {
  const { unknown } = words;
  return everyQuantity(() => ({
    unknown: wereLeftOut ? unknown.leftOut : tls ? unknown.tls : unknown.noTls,
  }));
}

function estimatesOf(
  kind: Kind,
  question: Question,
  own: readonly Observation[],
  reach: readonly Reach[],
): Record<Quantity, Estimate> {
  const { model, uncertainty } = triedModelOf(own);
  const predicted = model.predict(question);
  const far = reach.find(isTooFar);
  // A figure is fitted to what came, which a seed may draw away from what was asked: the range has it in.
  const came = reachFor(
    kind,
    own.map(({ load }) => load),
    question,
  );
  const beyond = Math.max(...came.map((one) => one.beyond));
  const estimate = (quantity: Quantity): Estimate =>
    predictionOf(predicted[quantity], uncertainty[quantity], beyond);
  const cpu = estimate('cpuCores') as Prediction;
  const full = (cpu.high ?? cpu.value) > FULL_CORE;
  return everyQuantity((quantity) => {
    if (followsFromRules(quantity, kind.transport)) return estimate(quantity);
    if (far !== undefined) return { unknown: sayTooFar(far) };
    if (own.every((one) => one[quantity] === null)) return { unknown: words.unknown.notCounted };
    if (quantity === 'p50Us' && full) return { unknown: words.unknown.fullCore };
    return estimate(quantity);
  });
}

const everyQuantity = (of: (quantity: Quantity) => Estimate): Record<Quantity, Estimate> =>
  Object.fromEntries(QUANTITIES.map((quantity) => [quantity, of(quantity)])) as Record<Quantity, Estimate>;

const sayTooFar = ({ input, asked, nearest, beyond, values }: Reach): Texts =>
  say(values > 1 ? words.unknown.tooFar : words.unknown.oneValue, {
    input: words.inputs[input],
    asked,
    nearest,
    factor: beyond,
  });

/** Models by the first of their observations, which no other set begins with: one per transport, HTTP version and TLS. */
const tried = new WeakMap<Observation, TriedModel>();

function triedModelOf(own: readonly Observation[]): TriedModel {
  const [first] = own as [Observation];
  const model = tried.get(first) ?? tryModel(own);
  tried.set(first, model);
  return model;
}
