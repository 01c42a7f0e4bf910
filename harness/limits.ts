import { readFile } from 'node:fs/promises';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { findScenario } from '../scenarios/registry.ts';
import { CORES } from './lab-process.ts';
import { horizonUsOf, type TrialPlan } from './trial-plan.ts';

const codes = defineErrorCodes({
  'limit-open-files': 'The system lets a process open fewer files than the run needs connections',
  'limit-ports': 'The system has fewer local ports for one address than the run needs connections',
});

/** Tabs that one load process plays where there are cores for more processes. */
const TABS_PER_PROCESS = 5_000;

/** What a process opens besides its connections: modules, pipes, the runtime's own. */
const OTHER_FILES = 200;

/**
 * How many load processes a trial takes: one while it keeps up, more where there are cores for them.
 *
 * @param cores those that the load may use
 * @throws LabError where the server, which is one process, or the system's ports would not do
 */
export async function loadProcessesFor(plan: TrialPlan, cores = CORES - 1): Promise<number> {
  const scenario = await findScenario(plan.scenario);
  const tabs = scenario.audience(plan.parameters, horizonUsOf(plan)).length;
  const connections = connectionsAtMost(plan, tabs);
  const [files, ports] = await Promise.all([openFilesLimit(), localPorts()]);
  if (files !== undefined && connections + OTHER_FILES > files) {
    throw new LabError(codes['limit-open-files'], {
      expected: `at most ${files - OTHER_FILES} connections: the limit of open files is ${files}`,
      got: `${connections} connections for ${tabs} subscribers of ${plan.transport}`,
      remedy: `Raise it with "ulimit -n ${connections + OTHER_FILES}", or ask for fewer --clients.`,
    });
  }
  if (ports !== undefined && connections > ports) {
    throw new LabError(codes['limit-ports'], {
      expected: `at most ${ports} connections: so many local ports there are`,
      got: `${connections} connections for ${tabs} subscribers of ${plan.transport}`,
      remedy: 'Widen net.ipv4.ip_local_port_range with sysctl, or ask for fewer --clients.',
    });
  }
  return Math.max(1, Math.min(cores, Math.ceil(tabs / TABS_PER_PROCESS)));
}

/** An upper bound: a browser has one connection over HTTP/2, else each tab may have its own. */
const connectionsAtMost = ({ http, tabsPerBrowser }: TrialPlan, tabs: number): number =>
  http === '2' ? Math.ceil(tabs / tabsPerBrowser) : tabs;

/** The limit of open files per process; undefined where the system does not tell. */
async function openFilesLimit(): Promise<number | undefined> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  // Node raises its soft limit to the hard one when it starts, and its children inherit that.
  const hard = /^Max open files\s+\S+\s+(\d+)/m.exec(limits)?.[1];
  return hard === undefined ? undefined : Number(hard);
}

async function localPorts(): Promise<number | undefined> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
  const [low, high] = range.trim().split(/\s+/).map(Number);
  return low === undefined || high === undefined ? undefined : high - low + 1;
}
