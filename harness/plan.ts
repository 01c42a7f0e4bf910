import { defineErrorCodes, UsageError } from '../lab/errors.ts';
import type { Texts } from '../lab/texts.ts';
import { randomSource } from '../scenarios/random.ts';
import type { Scenario, ScenarioParameters } from '../scenarios/scenario.ts';
import { type HttpVersion, httpVersionsOf, type Transport } from '../transports/transport.ts';
import type { Fault } from './fault.ts';
import type { Run } from './results/schema.ts';
import type { Sweep } from './results/sweep.ts';
import type { TrialPlan } from './trial-plan.ts';

const codes = defineErrorCodes({
  'nothing-to-measure': 'Nothing of what a run was asked to measure can be measured',
});

/** What a bench was asked to do, validated. */
export interface BenchRequest {
  readonly scenario: Scenario;
  readonly parameters: ScenarioParameters;
  /** Takes the whole matrix at each of these values instead of the one in `parameters`. */
  readonly sweep?: Sweep;
  /** The compared transports asked for. */
  readonly transports: readonly Transport[];
  /** The reference, unless it was switched off. */
  readonly reference?: Transport;
  readonly http: readonly HttpVersion[];
  readonly trials: number;
  /** True asks for a ledger of bytes of each case, by a further trial. */
  readonly ledger?: boolean;
  /** What goes wrong, where something is to; the policy says when. */
  readonly fault?: Fault;
  /** The compared cases are taken with each variant of each axis; the reference is not. */
  readonly axes?: readonly Axis[];
  /** The proxies among the axes, as a run tells of them. */
  readonly proxies?: NonNullable<Run['proxies']>;
  readonly policy: Policy;
}

type Policy = Omit<TrialPlan, 'scenario' | 'parameters' | 'transport' | 'http'>;

/** One thing that cases of a run are to differ in (`results/axes.ts`): its variants, the usual one first. */
export type Axis = readonly Variant[];

export interface Variant {
  /** What it adds to a case's id, such as "via=nginx-tuned"; empty where it is as usual. */
  readonly name: string;
  readonly policy: Partial<Policy>;
  /** Why a transport cannot be had over this HTTP version with it; absent where all can. */
  readonly cannot?: (transport: string, http: HttpVersion | null) => Texts | undefined;
}

/** One cell of the matrix. */
export interface CasePlan {
  readonly id: string;
  readonly trial: TrialPlan;
}

/** One trial to be run: of a block, for its figures, or for its ledger of bytes. */
export interface Step {
  readonly block: number | 'ledger';
  readonly case: CasePlan;
}

export interface Plan {
  readonly cases: readonly CasePlan[];
  /**
   * Block by block, each case once per block in a seeded order: drift of the machine hits all alike.
   * Ledgers come last, so that they stand between no two trials that are compared.
   */
  readonly order: readonly Step[];
  readonly unavailable: Run['unavailable'];
}

/**
 * Lays out the matrix scenario × transport × HTTP version × variants, at each value of a sweep, and the order in
 * which it is run. The reference is part of it at every value, once and as usual: costs grow with the load, so that they
 * are only compared at the same one.
 */
export function planBench(request: BenchRequest): Plan {
  const columns: Column[] = [];
  const unavailable: Run['unavailable'] = [];
  const candidates = [...request.transports, ...(request.reference ? [request.reference] : [])];
  for (const transport of candidates) {
    const { upstream } = transport.capabilities;
    if (request.scenario.upstream && upstream !== true) {
      unavailable.push({ transport: transport.id, http: null, reason: upstream });
      continue;
    }
    for (const http of httpVersionsOf(transport)) {
      if (http !== null && !request.http.includes(http)) continue;
      columns.push({ transport, http });
    }
    for (const http of request.http) {
      const support = transport.http[http];
      // What is no HTTP at all is not missing two versions of it.
      if (support !== true && transport.listen === undefined) {
        unavailable.push({ transport: transport.id, http, reason: support });
      }
    }
  }
  const variants = variantsOf(request.axes ?? []);
  const cells = columns.flatMap((column) => {
    const { transport, http } = column;
    if (transport === request.reference) return { column, variant: USUAL };
    return variants.flatMap((variant) => {
      const reason = variant.cannot?.(transport.id, http);
      if (reason === undefined) return { column, variant };
      unavailable.push({ transport: transport.id, http, reason, variant: variant.name });
      return [];
    });
  });
  if (cells.every(({ column }) => column.transport === request.reference)) throw nothingIn(unavailable);
  const cases = loadsOf(request).flatMap((load) =>
    cells.map(({ column, variant }) => planCase(request, column, load, variant)),
  );
  const ledgers = request.ledger ? cases.map((one) => ({ block: 'ledger' as const, case: one })) : [];
  return {
    cases,
    order: [...orderInBlocks(cases, request.trials, request.policy.seed), ...ledgers],
    unavailable,
  };
}

/** The raw socket alone answers no question. */
function nothingIn(unavailable: Run['unavailable']): UsageError {
  const [first] = unavailable;
  const version = first?.http ? ` over HTTP/${first.http}` : '';
  const variant = first?.variant ? ` with ${first.variant}` : '';
  return new UsageError(codes['nothing-to-measure'], {
    expected: 'at least one transport that can be measured as asked',
    got: first === undefined ? 'none' : `none: ${first.transport}${version}${variant}: ${first.reason.en}`,
  });
}

interface Column {
  readonly transport: Transport;
  readonly http: HttpVersion | null;
}

/** One load of the scenario, and what tells its cases from those of the others. */
interface Load {
  readonly parameters: ScenarioParameters;
  readonly name: string;
}

function loadsOf({ parameters, sweep }: BenchRequest): readonly Load[] {
  if (sweep === undefined) return [{ parameters, name: '' }];
  const { parameter, values } = sweep;
  return values.map((value) => ({
    parameters: { ...parameters, [parameter]: value },
    name: ` ${parameter}=${value}`,
  }));
}

const USUAL: Variant = { name: '', policy: {} };

/** Each variant of each axis with each of the others. */
function variantsOf(axes: readonly Axis[]): readonly Variant[] {
  return axes.reduce<readonly Variant[]>(
    (sofar, axis) => sofar.flatMap((one) => axis.map((other) => together(one, other))),
    [USUAL],
  );
}

const together = (one: Variant, other: Variant): Variant => ({
  name: [one.name, other.name].filter((name) => name !== '').join(' '),
  policy: { ...one.policy, ...other.policy },
  cannot: (transport, http) => one.cannot?.(transport, http) ?? other.cannot?.(transport, http),
});

function planCase(
  { scenario, fault, policy }: BenchRequest,
  { transport, http }: Column,
  { parameters, name }: Load,
  variant: Variant,
): CasePlan {
  const over = http === null ? '' : ` http/${http}`;
  const as = variant.name === '' ? '' : ` ${variant.name}`;
  return {
    id: `${scenario.id} ${transport.id}${over}${name}${as}${fault === undefined ? '' : ` ${fault.id}`}`,
    trial: { scenario: scenario.id, parameters, transport: transport.id, http, ...policy, ...variant.policy },
  };
}

/** Each case once in each of so many blocks, in an order of the block's own. */
export function orderInBlocks(cases: readonly CasePlan[], blocks: number, seed: string): readonly Step[] {
  return Array.from({ length: blocks }, (_, block) => {
    const random = randomSource(seed, `block ${block}`);
    return cases
      .map((benchCase) => ({ benchCase, rank: random.uniform() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ benchCase }) => ({ block, case: benchCase }));
  }).flat();
}
