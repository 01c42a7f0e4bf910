import { BYTE_CLASSES, type ByteClass } from '../harness/results/byte-classes.ts';
import type { BothWays, Ledger } from '../harness/results/ledger-schema.ts';
import type { Sketch } from './fixture-sketches.ts';

const DELIVERIES = 400;
const SUBSCRIBERS = 8;

/** What the ledger of a sketch may look like: polls in step with their requests, everything else pushed. */
export function fixtureLedger({ transport, http }: Sketch): Ledger {
  const polls = transport.includes('polling');
  const deliver = accountOf({
    payload: { up: 0, down: 202 * DELIVERIES },
    envelope: { up: 0, down: 127 * DELIVERIES },
    framing: { up: 0, down: 22 * DELIVERIES },
    tlsRecords: { up: polls ? 4 * DELIVERIES : 0, down: 22 * DELIVERIES },
    ...(polls && { heads: { up: 30 * DELIVERIES, down: 40 * DELIVERIES } }),
    ...(http === '2' && { http2: { up: 13, down: 0 } }),
  });
  const connect = accountOf({ tlsHandshake: { up: 3_300, down: 3_600 }, tlsTickets: { up: 0, down: 316 } });
  const phases = { connect, deliver, close: accountOf({}) };
  return {
    subscribers: SUBSCRIBERS,
    connections: http === '2' ? 2 : SUBSCRIBERS,
    deliveries: DELIVERIES,
    phases,
    counted: sumOf([connect, deliver]),
  };
}

const accountOf = (known: Partial<Record<ByteClass, BothWays>>): Ledger['phases']['deliver'] =>
  Object.fromEntries(
    BYTE_CLASSES.map((name) => [name, known[name] ?? { up: 0, down: 0 }]),
  ) as Ledger['phases']['deliver'];

function sumOf(accounts: readonly Ledger['phases']['deliver'][]): BothWays {
  const all = accounts.flatMap((account) => Object.values(account));
  return {
    up: all.reduce((sum, { up }) => sum + up, 0),
    down: all.reduce((sum, { down }) => sum + down, 0),
  };
}
