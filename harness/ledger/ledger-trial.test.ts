import { describe, expect, test } from 'vitest';
import { payloadText } from '../../scenarios/payload.ts';
import { randomSource } from '../../scenarios/random.ts';
import { loadTransports } from '../../transports/registry.ts';
import { httpVersionsOf } from '../../transports/transport.ts';
import { findEngine, loadMeters } from '../load-parts.ts';
import {
  type BothWays,
  BYTE_CLASSES,
  type ByteClass,
  LEDGER_PHASES,
  type Ledger,
} from '../results/ledger-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { runLedgerTrial } from './ledger-trial.ts';

const PAYLOAD_BYTES = 60;

const plan: Omit<TrialPlan, 'transport' | 'http' | 'tls'> = {
  scenario: 'live-feed',
  parameters: { clients: 3, rate: 20, payloadBytes: PAYLOAD_BYTES },
  seed: 'ledger',
  warmUpUs: 100_000,
  durationUs: 600_000,
  tabsPerBrowser: 2,
  keepAlive: true,
  pollIntervalMs: 100,
  longPollTimeoutMs: 300,
  heartbeatMs: 150,
  source: 'in-process',
};

const engine = await findEngine('native');
const meters = await loadMeters();
const run = (own: Pick<TrialPlan, 'transport' | 'http' | 'tls'> & Partial<TrialPlan>): Promise<Ledger> =>
  runLedgerTrial(
    { ...plan, ...own },
    { engine, meters, signal: new AbortController().signal, onPhase: () => {} },
  );
const sumOf = ({ phases }: Ledger, of: readonly ByteClass[] = BYTE_CLASSES): BothWays => {
  const all = LEDGER_PHASES.flatMap((phase) => of.map((name) => phases[phase][name]));
  return { up: all.reduce((sum, { up }) => sum + up, 0), down: all.reduce((sum, { down }) => sum + down, 0) };
};

for (const transport of (await loadTransports()).values()) {
  for (const http of httpVersionsOf(transport)) {
    for (const tls of [true, false]) {
      const over = http === null ? 'a bare socket' : `HTTP/${http}`;
      describe(`${transport.id} over ${over} ${tls ? 'with TLS' : 'in cleartext'}`, async () => {
        test('balances', async () => {
          const ledger = await run({ transport: transport.id, http, tls });
          console.log(transport.id, http, tls, JSON.stringify(ledger));
          expect(sumOf(ledger)).toEqual(ledger.counted);
          expect(ledger.deliveries).toBeGreaterThan(6);
          expect(ledger.phases.deliver.payload.down).toBe(ledger.deliveries * (PAYLOAD_BYTES + 2));
        });
      });
    }
  }
}
