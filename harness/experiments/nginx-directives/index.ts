import { comparedTransports, loadTransports } from '../../../transports/registry.ts';
import type { TrialOutcome } from '../../assemble-trial.ts';
import type { Experiment, ExperimentLab } from '../../experiment.ts';
import { findEngines, loadMeters } from '../../load-parts.ts';
import type { ProxyPart } from '../../proxy.ts';
import { findProxy } from '../../proxy-parts.ts';
import { checkProgram, reconfigured } from '../../start-proxy.ts';
import { runTrial } from '../../trial.ts';
import type { TrialPlan } from '../../trial-plan.ts';

import { DIRECTIVES, type Directive, type Scene, without } from './directives.ts';
import { sayWhatIsSeen } from './seen.ts';
import { openSilentServer } from './silent-server.ts';

const PROXY = 'nginx-tuned';

const CALM: Omit<TrialPlan, 'seed' | 'transport'> = {
  scenario: 'live-feed',
  parameters: { clients: 16, rate: 10, payloadBytes: 100 },
  http: '1.1',
  tls: true,
  warmUpUs: 300_000,
  durationUs: 1_500_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 500,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
  via: PROXY,
};

/** A column of the table. */
interface Column {
  readonly head: string;
  readonly plan: Pick<TrialPlan, 'transport' | 'bufferingHint'>;
}

export default {
  id: 'nginx-directives',
  title: { en: 'nginx, a directive less', ko: '지시어를 하나씩 뺀 nginx' },
  summary: {
    en: 'Takes one directive of nginx-tuned away at a time, and says what becomes of each transport.',
    ko: 'nginx-tuned에서 지시어를 하나씩 빼고 전송 방식마다 어떻게 되는지 봅니다.',
  },
  check: async () => checkProgram(await findProxy(PROXY)),
  heads: async () => ['Taken away', ...(await columnsOf()).map(({ head }) => head)],
  notes: DIRECTIVES.flatMap(({ note }) => note ?? []),
  rows,
} satisfies Experiment;

async function* rows({ seed, signal, onStep }: ExperimentLab): AsyncGenerator<readonly string[]> {
  const [columns, tuned, meters] = await Promise.all([columnsOf(), findProxy(PROXY), loadMeters()]);
  const [engine] = await findEngines(['native']);
  if (engine === undefined) throw new Error('the lab has no engine of its own');
  const scenes = [...new Set(DIRECTIVES.map(({ scene }) => scene))];
  const of = (DIRECTIVES.length + scenes.length) * columns.length;
  let number = 0;
  const play = async (column: Column, scene: Scene, taken?: Directive): Promise<TrialOutcome> => {
    onStep(++number, of, `${column.head}, ${taken === undefined ? scene.name : `without ${taken.text}`}`);
    const silent = scene.silentServer ? await openSilentServer() : undefined;
    try {
      const plan = planOf(seed, column, scene);
      const proxy = changed(tuned, taken, silent?.port);
      return await runTrial(plan, { index: 0, engine, meters, signal, onPhase: () => {}, proxy });
    } finally {
      await silent?.close();
    }
  };

  for (const scene of scenes) {
    const subscribers = scene.plan.parameters?.clients ?? CALM.parameters.clients;
    const usual = new Map<Column, TrialOutcome>();
    for (const column of columns) usual.set(column, await play(column, scene));
    yield [
      `nothing (${scene.name})`,
      ...[...usual.values()].map((outcome) => sayWhatIsSeen(outcome, subscribers)),
    ];
    for (const directive of DIRECTIVES.filter((one) => one.scene === scene)) {
      const cells: string[] = [];
      for (const column of columns) {
        const outcome = await play(column, scene, directive);
        cells.push(sayWhatIsSeen(outcome, subscribers, usual.get(column)?.trial));
      }
      yield [directive.text, ...cells];
    }
  }
}

const planOf = (seed: string, column: Column, scene: Scene): TrialPlan => ({
  ...CALM,
  seed,
  ...column.plan,
  ...scene.plan,
});

/** Every transport, and SSE once more without its hint. */
async function columnsOf(): Promise<readonly Column[]> {
  return comparedTransports(await loadTransports()).flatMap(({ id, title }) => {
    const column = { head: title.en, plan: { transport: id } };
    if (id !== 'sse') return [column];
    const silent = { transport: id, bufferingHint: false };
    return [
      { ...column, head: `${title.en}, X-Accel-Buffering: no` },
      { head: `${title.en} without it`, plan: silent },
    ];
  });
}

/** nginx-tuned without a directive, and with a server in front of its own that does not answer. */
function changed(tuned: ProxyPart, taken: Directive | undefined, silentPort: number | undefined): ProxyPart {
  const silent = silentPort === undefined ? [] : [{ host: '127.0.0.1', port: silentPort }];
  const proxy =
    taken === undefined ? tuned : reconfigured(tuned, (configuration) => without(configuration, taken));
  return {
    ...proxy,
    launch: ({ servers, ...place }) => proxy.launch({ ...place, servers: [...silent, ...servers] }),
  };
}
