import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findScenario } from '../../scenarios/registry.ts';
import type { Ledger } from '../results/ledger-schema.ts';
import { runTrial, type TrialOptions } from '../trial.ts';
import { horizonUsOf, type TrialPlan } from '../trial-plan.ts';
import { agree, unbalanced } from './balance.ts';
import { Book } from './book.ts';
import { enterConnection } from './connection.ts';
import { readKeyLog } from './key-log.ts';
import { type TapReport, tappedEngine } from './tapped-engine.ts';

/** Two browsers of four tabs: what more clients do, they do as these. */
const MOST_CLIENTS = 8;

/**
 * Runs one trial through a tap and says where its bytes went. Its latencies mean nothing and are
 * thrown away. Rejects with a LabError where the ledger does not balance to the byte with what the
 * sockets counted, the tap's and the server's own.
 */
export async function runLedgerTrial(plan: TrialPlan, options: Omit<TrialOptions, 'index'>): Promise<Ledger> {
  const clients = Math.min(plan.parameters.clients, MOST_CLIENTS);
  // Nothing goes wrong in it: a ledger is of a transport, not of what it lives through.
  const { fault, ...calm } = plan;
  const durationUs = plan.durationUs - (fault ? fault.lengthUs + fault.recoverUs : 0);
  const small = { ...calm, durationUs, parameters: { ...plan.parameters, clients } };
  // The secrets open nothing but this trial: its certificate is as new as they are.
  const folder = await mkdtemp(join(tmpdir(), 'lab-ledger-'));
  try {
    const keyLogFile = join(folder, 'keys.log');
    const { engine, report } = tappedEngine(options.engine, keyLogFile);
    await runTrial(small, { ...options, engine, index: 0 });
    const keyLog = plan.tls ? await readFile(keyLogFile, 'utf8') : '';
    return { subscribers: await countSubscribers(small), ...readLedger(plan, report(), keyLog) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Hosts that publish come on top of the clients asked for. */
async function countSubscribers(plan: TrialPlan): Promise<number> {
  const scenario = await findScenario(plan.scenario);
  return scenario.audience(plan.parameters, horizonUsOf(plan)).length;
}

function readLedger(
  plan: TrialPlan,
  { tap, startAtUs, endAtUs, countedByServer, deliveries }: TapReport,
  keyLogText: string,
): Omit<Ledger, 'subscribers'> {
  const keyLog = readKeyLog(keyLogText);
  const book = new Book(startAtUs, endAtUs);
  for (const connection of tap.connections) enterConnection(connection, plan, keyLog, book);
  const counted = tap.counted();
  if (!agree(book.total(), counted)) throw unbalanced('the ledger', book.total(), 'the tap', counted);
  const untilEnd = book.total(['connect', 'deliver']);
  if (!agree(untilEnd, countedByServer)) {
    throw unbalanced('the ledger', untilEnd, 'the server’s sockets', countedByServer);
  }
  return { connections: tap.connections.length, deliveries, phases: book.phases, counted };
}
