import { setTimeout as wait } from 'node:timers/promises';
import { monotonicUs } from '../../../lab/clock.ts';
import { findScenario } from '../../../scenarios/registry.ts';
import { type Browser, openBrowser } from '../../../transports/browser.ts';
import { lineOf } from '../../../transports/raw-tcp/lines.ts';
import { connectTabs } from '../../engines/native/connect-tabs.ts';
import { DRAIN_LIMIT_MS } from '../../engines/native/drain.ts';
import type { LoadAnswer, LoadCommand } from '../../engines/native/messages.ts';
import type { LoadSummary } from '../../meter.ts';
import { answerCommands } from '../../process-mail.ts';
import { horizonUsOf, type Target, type TrialPlan } from '../../trial-plan.ts';

const NEWLINE = 0x0a;
/** Nothing is accounted for, so nothing says when the last event has come. */
const DRAIN_MS = 500;

let plan: TrialPlan | undefined;
let browser: Browser | undefined;
let opened = 0;
let startAtUs = Number.POSITIVE_INFINITY;
let deliveriesByMs = new Uint32Array();

const send = answerCommands<LoadCommand, LoadAnswer>(
  async (command) => {
    if (command.type === 'prepare') {
      plan = command.plan;
      deliveriesByMs = new Uint32Array(horizonUsOf(plan) / 1e3 + DRAIN_LIMIT_MS);
      send({ type: 'prepared' });
      return;
    }
    if (plan === undefined) throw new Error(`"${command.type}" came before "prepare"`);
    if (command.type === 'connect') {
      await connect(plan, command.target);
      send({ type: 'connected' });
    } else send({ type: 'finished', summary: await read(plan, command.startAtUs) });
  },
  () => browser?.close(),
);

/** Opens a raw socket for each of the audience, all following its first channel. */
async function connect({ scenario: id, parameters, ...rest }: TrialPlan, target: Target): Promise<void> {
  const scenario = await findScenario(id);
  const audience = scenario.audience(parameters, horizonUsOf({ scenario: id, parameters, ...rest }));
  const own = openBrowser({
    origin: target.origin,
    http: '1.1',
    keepAlive: true,
    ...(target.ca !== undefined && { ca: target.ca }),
  });
  browser = own;
  opened = await connectTabs(audience.length, (index, onOpen) => {
    let joined = false;
    // As the lab's own clients read, and cheaper than by the socket's 'data' events.
    const take = (chunk: Buffer): true => {
      if (joined) count(chunk);
      else onOpen();
      joined = true;
      return true;
    };
    const socket = own.dial(undefined, { take });
    socket.on('error', () => {});
    // Over TLS there is no tap.
    socket.on('data', take);
    socket.write(lineOf({ channel: audience[index]?.channels[0] }));
  });
}

/** All that a reader must do to know that events came, and when. */
function count(chunk: Buffer): void {
  const millisecond = Math.floor((monotonicUs() - startAtUs) / 1e3);
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
    // What comes before the start is of no phase, and a typed array drops it.
    (deliveriesByMs[millisecond] as number)++;
  }
}

async function read(plan: TrialPlan, atUs: number): Promise<LoadSummary> {
  startAtUs = atUs;
  await until(atUs + plan.warmUpUs);
  const cpuBefore = process.cpuUsage();
  await until(atUs + horizonUsOf(plan));
  const { user, system } = process.cpuUsage(cpuBefore);
  await wait(DRAIN_MS);
  return {
    opened,
    starved: 0,
    protocols: [],
    deliveriesByMs,
    cpuUs: user + system,
    eventLoopDelayP99Us: 0,
    sentLateUs: [],
    drainUs: DRAIN_MS * 1e3,
    failures: {},
    reports: {},
  };
}

const until = (timeUs: number): Promise<void> => wait(Math.max(0, (timeUs - monotonicUs()) / 1e3));
