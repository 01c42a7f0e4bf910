import { defineErrorCodes, UsageError } from '../../../lab/errors.ts';
import { findScenario } from '../../../scenarios/registry.ts';
import type { Engine, EngineSession } from '../../engine.ts';
import { loadProcessesFor } from '../../limits.ts';
import { horizonUsOf, type Target, type TrialPlan } from '../../trial-plan.ts';
import { openLoadSession } from '../native/load-session.ts';
import { cannot } from './cannot.ts';
import { saturate } from './saturate.ts';

const codes = defineErrorCodes({
  'autocannon-missing':
    'The package autocannon, which --engine autocannon plays the clients with, is not installed',
});

const file = new URL('./load-process.ts', import.meta.url);

/** Tabs as autocannon plays them: each one connection that sends requests and times the answers. */
export default {
  id: 'autocannon',
  packages: ['autocannon'],
  check: findPackage,
  cannot,
  async open(plan, { keyLogFile } = {}) {
    const program = { file, ...(keyLogFile !== undefined && { nodeFlags: [`--tls-keylog=${keyLogFile}`] }) };
    const session = await openLoadSession(plan, program, await loadProcessesFor(plan));
    // Of several servers one would be watched, and all of them asked.
    return plan.servers === undefined ? withSaturation(session, plan) : session;
  },
} satisfies Engine;

/** Nothing of this folder loads the package before it is known to be there: other engines do not need it. */
async function findPackage(): Promise<void> {
  try {
    import.meta.resolve('autocannon');
  } catch {
    throw new UsageError(codes['autocannon-missing'], {
      expected: 'the package autocannon for --engine autocannon',
      got: 'no such package in node_modules',
      remedy: 'Install the packages of package.json with "npm ci".',
    });
  }
}

/** The same clients; when they are done, as many requests as the server answers. */
function withSaturation(session: EngineSession, plan: TrialPlan): EngineSession {
  let target: Target | undefined;
  return {
    connect: (own) => {
      target = own;
      return session.connect(own);
    },
    clocks: () => session.clocks(),
    start: (startAtUs) => session.start(startAtUs),
    finish: () => session.finish(),
    async afterwards() {
      if (target === undefined) throw new Error('"afterwards" came before "connect"');
      await session.close();
      const scenario = await findScenario(plan.scenario);
      const tabs = scenario.audience(plan.parameters, horizonUsOf(plan)).length;
      return { saturation: await saturate(plan.transport, target, tabs) };
    },
    get progress() {
      return session.progress;
    },
    close: () => session.close(),
  };
}
