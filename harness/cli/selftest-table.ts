import Table from 'cli-table3';
import type { SelfTest } from '../results/selftest-schema.ts';
import { BOUNDS } from '../selftest/aa.ts';
import { milliseconds, percent } from '../selftest/say.ts';

type Part = Omit<SelfTest, 'environment'>;

const STYLE = process.stderr.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] };

/** What a self-test found, as people see it in the end: of each part that was run. */
export const selfTestTable = ({ defects, aa, residence }: Part): string =>
  [defects && findingsTable(defects), aa && aaLines(aa), residence && residenceTable(residence)]
    .filter((text) => text !== undefined)
    .join('\n');

/** Whether everything that was run came out as it must. */
export const holds = ({ defects, aa, residence }: Part): boolean =>
  (defects?.findings.every(({ caught }) => caught) ?? true) &&
  (aa?.holds ?? true) &&
  (residence?.cases.every((one) => one.holds) ?? true);

function findingsTable({ findings }: NonNullable<SelfTest['defects']>): string {
  const table = new Table({
    head: ['planted', 'expected', 'found', 'caught'],
    colWidths: [28, 32, 60, 8],
    wordWrap: true,
    style: STYLE,
  });
  for (const { title, expected, found, caught } of findings) {
    table.push([title.en, expected, found, yesNo(caught)]);
  }
  return `${table}\n${findings.filter(({ caught }) => caught).length} of ${findings.length} caught`;
}

function aaLines({ trials, pairs, falseAlarms, found, plantedShare }: NonNullable<SelfTest['aa']>): string {
  return [
    `${pairs} pairs of five blocks, drawn from ${trials} trials of one server and ${trials} of a dearer one:`,
    `the same server called different  ${percent(falseAlarms)}  (at most ${percent(BOUNDS.falseAlarms)})`,
    `the dearer one found              ${percent(found)}  (at least ${percent(BOUNDS.found)}; planted ${percent(plantedShare)})`,
  ].join('\n');
}

function residenceTable({ cases, clockErrorUs }: NonNullable<SelfTest['residence']>): string {
  const table = new Table({
    head: ['', 'publish → packet', 'packet → receive', 'their sum', 'the lab’s figure', 'holds'],
    style: STYLE,
  });
  for (const one of cases) {
    for (const percentile of ['p50', 'p99'] as const) {
      const { publishToPacketUs, packetToReceiveUs, sumUs, deliveryUs } = one;
      const legs = [publishToPacketUs, packetToReceiveUs, sumUs, deliveryUs].map((leg) =>
        milliseconds(leg[percentile]),
      );
      table.push([`${one.transport} ${percentile}`, ...legs, yesNo(one.holds)]);
    }
  }
  const flaws = cases.map(
    ({ transport, deliveries, withoutPacket, negativeLegs }) =>
      `${transport}: ${deliveries} deliveries paired, ${withoutPacket} without a packet, ${negativeLegs} with a leg below zero`,
  );
  return [`${table}`, ...flaws, `the packets’ clock is known to ±${clockErrorUs.toFixed(1)} µs`].join('\n');
}

const yesNo = (is: boolean): string => (is ? 'yes' : 'NO');
