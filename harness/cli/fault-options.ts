import { type Command, Option } from 'commander';
import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import type { Fault, FaultParameters } from '../fault.ts';
import { findFault, loadFaults, readFaultParameters } from '../fault-parts.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { durationBetween, wholeBetween } from './fields.ts';

const codes = defineErrorCodes({
  'fault-option': 'An option of a fault does not fit the fault, or there is none',
  'fault-source': 'A fault takes the server away while somebody else publishes to it',
  'watchdog-interval': 'A watchdog would take each client that polls for dead between two polls',
});

/** What goes wrong, and how clients come back. */
export const faultShape = {
  fault: z.string().optional(),
  setFault: z.array(z.string()),
  reconnectDelay: durationBetween(100, 600_000).optional(),
  resume: z.boolean(),
  watchdog: z.boolean().default(false),
  reopen: z.boolean().default(false),
  retry: durationBetween(0, 600_000).optional(),
  retryJitter: durationBetween(0, 600_000).optional(),
  coldLog: z.boolean().default(false),
  logEvents: wholeBetween(1, 1_000_000).optional(),
};

type FaultOptions = z.infer<z.ZodObject<typeof faultShape>>;

export async function addFaultOptions(command: Command): Promise<Command> {
  return command
    .option(
      '--fault <id>',
      `what goes wrong after the measure phase: ${[...(await loadFaults()).keys()].join(', ')}`,
    )
    .addOption(
      new Option('--set-fault <name=value>', 'a parameter of the fault; may be repeated')
        .argParser((value: string, list: string[]) => [...list, value])
        .default([], 'none'),
    )
    .option(
      '--reconnect-delay <time>',
      'equal offline windows: who is cut is refused for so long, and asks every 50ms',
    )
    .option('--no-resume', 'clients come back without the id that they got to')
    .option('--watchdog', 'clients take a connection for dead that misses a heartbeat')
    .option('--reopen', 'an application opens its EventSource anew where that gave up')
    .option(
      '--retry <time>',
      'the delay that SSE streams name to their clients; default: the browser’s own 3s',
    )
    .option('--retry-jitter <time>', 'added to --retry, drawn anew for each stream')
    .option('--cold-log', 'a server that starts again knows nothing of what was published before')
    .option('--log-events <n>', 'events kept per channel for those who come back; default: 1024');
}

type Policy = Omit<TrialPlan, 'scenario' | 'parameters' | 'transport' | 'http'>;

/** Adds to a policy what goes wrong and how clients come back; the fault's time comes on top. Rejects with a LabError. */
export async function readFault(
  options: FaultOptions,
  policy: Policy,
): Promise<{ readonly policy: Policy; readonly fault?: Fault }> {
  if (options.watchdog && policy.pollIntervalMs > policy.heartbeatMs) {
    throw new UsageError(codes['watchdog-interval'], {
      expected: '--poll-interval to be at most --heartbeat, with --watchdog',
      got: `${policy.pollIntervalMs}ms and ${policy.heartbeatMs}ms`,
    });
  }
  const { reconnectDelay, retry, retryJitter, logEvents } = options;
  const comingBack: Policy = {
    ...policy,
    ...(!options.resume && { resume: false }),
    ...(options.watchdog && { watchdog: true }),
    ...(options.reopen && { reopen: true }),
    ...(options.coldLog && { coldLog: true }),
    ...(reconnectDelay !== undefined && { reconnectDelayMs: reconnectDelay }),
    ...((retry ?? retryJitter) !== undefined && { retryMs: retry ?? 3_000 }),
    ...(retryJitter !== undefined && { retryJitterMs: retryJitter }),
    ...(logEvents !== undefined && { logEvents }),
  };
  if (options.fault === undefined) {
    for (const name of ['reconnectDelay', 'coldLog'] as const) {
      if (options[name]) throw without(name === 'coldLog' ? '--cold-log' : '--reconnect-delay');
    }
    if (options.setFault.length > 0) throw without('--set-fault');
    return { policy: comingBack };
  }
  const fault = await findFault(options.fault);
  const parameters = readFaultParameters(fault, readOverrides(options.setFault));
  const { lengthUs, recoverUs } = fault.timing(parameters);
  const fromUs = policy.warmUpUs + policy.durationUs;
  const planned: Policy = {
    ...comingBack,
    durationUs: policy.durationUs + lengthUs + recoverUs,
    fault: { id: fault.id, parameters, fromUs, lengthUs, recoverUs },
  };
  refuseMisfits(fault, planned);
  return { policy: planned, fault };
}

function refuseMisfits(fault: Fault, { reconnectDelayMs, source, fault: planned }: Policy): void {
  if (reconnectDelayMs !== undefined && !fault.cuts) {
    throw new UsageError(codes['fault-option'], {
      expected: '--reconnect-delay with a fault that cuts clients at known times',
      got: `--fault ${fault.id}`,
      remedy: 'Those are reset, flap, server-kill, drain and gateway-error.',
    });
  }
  const scene = { fromUs: 0, lengthUs: 0, tabs: 1, browsers: 1, tabsPerBrowser: 1, random: noRandom };
  const takesServer = fault.steps(planned?.parameters ?? {}, scene).some(({ on }) => on === 'server');
  if (takesServer && source === 'http') {
    throw new UsageError(codes['fault-source'], {
      expected: '--source in-process with a fault that takes the server away',
      got: `--source http with --fault ${fault.id}`,
      remedy: 'What is published to a server that is away is lost, and not by the transport.',
    });
  }
}

const noRandom = () => ({ uniform: () => 0, below: () => 0, exponential: () => 0 });

const without = (option: string): UsageError =>
  new UsageError(codes['fault-option'], {
    expected: `${option} together with --fault`,
    got: `${option} alone, where nothing goes wrong`,
  });

/** `--set-fault name=value`: a number where it looks like one, else a word. */
function readOverrides(assignments: readonly string[]): FaultParameters {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const [, name, value] = /^(\w+)=([\w.-]+)$/.exec(assignment) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(codes['fault-option'], {
          expected: '--set-fault to be name=value, such as --set-fault awaySeconds=5',
          got: JSON.stringify(assignment),
        });
      }
      return [name, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value];
    }),
  );
}
