import { expect, test } from 'vitest';
import { findScenario, readScenarioParameters } from '../../scenarios/registry.ts';
import { loadTransports } from '../../transports/registry.ts';
import { httpVersionsOf, type Transport } from '../../transports/transport.ts';
import native from '../engines/native/index.ts';
import { loadMeters } from '../load-parts.ts';
import { type ByteClass, LEDGER_PHASES } from '../results/byte-classes.ts';
import type { BothWays, Ledger } from '../results/ledger-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { runLedgerTrial } from './ledger-trial.ts';

const PAYLOAD_BYTES = 160;

const plan: Omit<TrialPlan, 'transport' | 'http'> = {
  scenario: 'live-feed',
  parameters: { clients: 3, rate: 20, payloadBytes: PAYLOAD_BYTES },
  tls: true,
  seed: 'ledger',
  warmUpUs: 0,
  durationUs: 900_000,
  tabsPerBrowser: 2,
  keepAlive: true,
  pollIntervalMs: 100,
  longPollTimeoutMs: 25_000,
  // Each connection beats once within the trial; a pong that comes later than the next beat would end it.
  heartbeatMs: 900,
  source: 'in-process',
};

const meters = await loadMeters();
/** Rejects where it does not balance with both the tap's and the server's sockets. */
const takeLedger = (own: Pick<TrialPlan, 'transport' | 'http'> & Partial<TrialPlan>): Promise<Ledger> =>
  runLedgerTrial(
    { ...plan, ...own },
    { engine: native, meters, signal: new AbortController().signal, onPhase: () => {} },
  );

const sumOf = ({ phases }: Ledger, ...classes: ByteClass[]): BothWays => {
  const all = LEDGER_PHASES.flatMap((phase) =>
    classes.length === 0 ? Object.values(phases[phase]) : classes.map((name) => phases[phase][name]),
  );
  return { up: all.reduce((sum, { up }) => sum + up, 0), down: all.reduce((sum, { down }) => sum + down, 0) };
};
const bytesOf = (ledger: Ledger, ...classes: ByteClass[]): number => {
  const { up, down } = sumOf(ledger, ...classes);
  return up + down;
};

/** The bytes of framing around one event on its way down, where its transport and version alone decide. */
const FRAMING: Readonly<Record<string, number>> = {
  'raw-tcp null': '\n'.length,
  // An event of these is longer than 125 bytes and shorter than 64 KiB (RFC 6455, 5.2).
  'websocket 1.1': 4,
  // An epoch has eight letters; the ids of these few events have one digit or two.
  'sse 1.1': 'id: epochxxx.1\ndata: \n\n'.length,
};

for (const transport of (await loadTransports()).values()) {
  for (const http of httpVersionsOf(transport)) {
    for (const tls of [true, false]) balances(transport, http, tls);
  }
}

function balances(transport: Transport, http: TrialPlan['http'], tls: boolean): void {
  const over = `${http === null ? 'a bare socket' : `HTTP/${http}`} ${tls ? 'with TLS' : 'in cleartext'}`;
  test(`the ledger of ${transport.id} over ${over} balances to the byte`, async () => {
    const ledger = await takeLedger({ transport: transport.id, http, tls });
    expect(sumOf(ledger)).toEqual(ledger.counted);
    const { deliver } = ledger.phases;
    expect(ledger.deliveries).toBeGreaterThan(6);
    expect(deliver.payload).toEqual({ up: 0, down: ledger.deliveries * (PAYLOAD_BYTES + '""'.length) });
    expect(deliver.envelope.down / ledger.deliveries).toBeGreaterThan(100);

    const framing = FRAMING[`${transport.id} ${http}`];
    if (framing !== undefined) {
      expect(Math.floor(deliver.framing.down / ledger.deliveries)).toBe(framing);
    }
    expect(bytesOf(ledger, 'heads') > 0).toBe(http !== null);
    expect(bytesOf(ledger, 'http2') > 0).toBe(http === '2');
    for (const layer of ['tlsHandshake', 'tlsTickets', 'tlsRecords'] as const) {
      expect(bytesOf(ledger, layer) > 0, layer).toBe(tls);
    }
    expect(bytesOf(ledger, 'heartbeats') > 0).toBe(transport.capabilities.heartbeat === true);
    // Only a WebSocket's heartbeat is answered.
    expect(sumOf(ledger, 'heartbeats').up > 0).toBe(transport.id === 'websocket');
  });
}

test.each([
  ['sse', '2'],
  ['websocket', '1.1'],
] as const)('what clients of %s over HTTP/%s publish is payload on its way up', async (transport, http) => {
  const parameters = readScenarioParameters(await findScenario('music-room'), {
    clients: 4,
    rooms: 1,
    rate: 10,
  });
  const { phases, subscribers } = await takeLedger({ transport, http, scenario: 'music-room', parameters });
  expect(subscribers).toBe(5);
  expect(phases.deliver.payload.up).toBeGreaterThan(0);
  expect(phases.deliver.payload.down % phases.deliver.payload.up).toBe(0);
  expect(phases.deliver.envelope.up).toBeGreaterThan(0);
});

test('a ledger has at most eight clients, however many its case has', async () => {
  const ledger = await takeLedger({
    transport: 'sse',
    http: '2',
    parameters: { ...plan.parameters, clients: 100 },
  });
  expect(ledger).toMatchObject({ subscribers: 8, connections: 4 });
});
