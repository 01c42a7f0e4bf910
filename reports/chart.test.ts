import { describe, expect, test } from 'vitest';
import { discoverParts } from '../lab/parts.ts';
import { type Chart, chartsOf, type Drawing, type Drawn, readChart } from './chart.ts';
import { distil } from './distil.ts';
import { TEST_LOOK } from './drawing/test-look.ts';
import { fixtureCapacity } from './fixture-capacity.ts';
import { fixtureFault } from './fixture-fault.ts';
import { FATAL_WARNING, fixtureRun } from './fixture-run.ts';
import { fixtureSweep } from './fixture-sweep.ts';

const look = TEST_LOOK;
const report = distil(fixtureRun());
const charts = await discoverParts(new URL('./charts/', import.meta.url), readChart);
const chart = (id: string): Chart => charts.get(id) as Chart;
const drawn = (drawing: Drawing): Drawn => {
  if ('reason' in drawing) throw new Error(drawing.reason.en);
  return drawing;
};
const row = ({ table }: Drawn, heading: string): readonly string[] =>
  table.rows.find((one) => one.heading === heading)?.cells ?? [];

describe.each([...charts.values()])('$id', (one) => {
  // Some read an ordinary run, some a sweep, some a fault, one a search for capacity.
  const fixture =
    [fixtureRun, fixtureSweep, fixtureFault].find((make) => 'config' in one.draw(distil(make()), look)) ??
    fixtureCapacity;
  const usual = distil(fixture());

  test('draws the same for the same report', () => {
    expect(JSON.stringify(one.draw(usual, look))).toBe(JSON.stringify(one.draw(usual, look)));
  });

  test('has as many cells in every row as columns', () => {
    const { columns, rows } = drawn(one.draw(usual, look)).table;
    expect(rows.length).toBeGreaterThan(0);
    for (const { cells } of rows) expect(cells.length).toBe(columns.length - 1);
  });

  test('says why it is not drawn for a run without cases', () => {
    const empty = distil(
      fixture({ change: (run) => [run.cases, run.capacity?.cases].map((cases) => cases?.splice(0)) }),
    );
    const drawing = one.draw(empty, look);
    expect('reason' in drawing && drawing.reason.ko.length).toBeGreaterThan(0);
  });

  test('copes with cases that measured nothing', () => {
    const bare = fixture({
      change: (run) => {
        for (const one of run.cases) {
          one.trials.splice(0);
          delete one.ledger;
        }
        for (const found of run.capacity?.cases ?? []) Object.assign(found, { answer: null, next: null });
      },
    });
    expect(one.draw(distil(bare), look)).toHaveProperty('reason');
  });
});

test('a transport has one colour, and its HTTP versions differ in dash and fill', () => {
  const legend = drawn(chart('latency-percentiles').draw(report, look)).legend;
  const [one, two] = legend.filter(({ name }) => name.startsWith('Server-Sent'));
  expect(one?.colour).toBe(two?.colour);
  expect(one?.dash).not.toEqual(two?.dash);
  expect(one?.hollow).not.toBe(two?.hollow);
});

test('the percentile curve ends where ten samples lie beyond it', () => {
  const { config, table } = drawn(chart('latency-percentiles').draw(report, look));
  // 3 trials × 8,000 deliveries: ten beyond 99.95…%, so 99.9% is shown and 99.99% is not.
  expect(table.columns).toContain('99.9%');
  expect(table.columns).not.toContain('99.99%');
  const points = config.data.datasets[0]?.data as { x: number }[];
  expect(points.at(-1)?.x).toBeLessThanOrEqual(Math.log10(2400));
});

test('server CPU is a multiple of the raw socket, trial by trial', () => {
  const drawing = drawn(chart('cpu-per-delivery').draw(report, look));
  expect(row(drawing, 'Raw socket')).toEqual([]);
  const [multiple] = row(drawing, 'Server-Sent Events · HTTP/1.1');
  expect(multiple).toMatch(/^1\.\d×$/);
});

test('server CPU is in microseconds where there is no raw socket to compare with', () => {
  const drawing = drawn(chart('cpu-per-delivery').draw(distil(fixtureRun({ without: ['raw-tcp'] })), look));
  expect(row(drawing, 'Server-Sent Events · HTTP/1.1')[0]).toMatch(/µs$/);
});

test('a raw socket that was never measured is no reference, and not once its own', () => {
  const broken = fixtureRun({
    change: (run) => run.cases.find(({ transport }) => transport === 'raw-tcp')?.trials.splice(0),
  });
  const drawing = drawn(chart('cpu-per-delivery').draw(distil(broken), look));
  expect(row(drawing, 'Server-Sent Events · HTTP/1.1')[0]).toMatch(/µs$/);
  expect(row(drawing, 'Raw socket')).toEqual([]);
});

test('a raw socket without TLS is no reference for a case with TLS', () => {
  const mixed = fixtureRun({
    change: (run) => {
      const raw = run.cases.find(({ transport }) => transport === 'raw-tcp');
      if (raw) raw.tls = false;
    },
  });
  const drawing = drawn(chart('cpu-per-delivery').draw(distil(mixed), look));
  expect(row(drawing, 'Server-Sent Events · HTTP/1.1')[0]).toMatch(/µs$/);
});

test('requests are per second, whatever the width of a slice, and the raw socket makes none', () => {
  const drawing = drawn(chart('requests-over-time').draw(report, look));
  const polling = drawing.config.data.datasets[0]?.data as { y: number }[];
  expect(polling[4]?.y).toBeGreaterThan(350);
  expect(polling[4]?.y).toBeLessThan(450);
  expect(drawing.table.columns).not.toContain('Raw socket');
});

test('the parts of a bar add up to what crossed the sockets while events were delivered', () => {
  const { config, table } = drawn(chart('bytes-by-class').draw(report, look));
  const polling = report.run.cases[0];
  const { deliver } = polling?.ledger?.phases ?? {};
  const counted = Object.values(deliver ?? {}).reduce((sum, { up, down }) => sum + up + down, 0);
  const parts = config.data.datasets.map(({ data }) => Math.abs(data[0] as number));
  const sum = parts.reduce((total, part) => total + part, 0);
  expect(sum).toBeCloseTo(counted / (polling?.ledger?.deliveries ?? 0));
  expect(table.columns).toContain('Headers');
  expect(table.columns).not.toContain('TLS handshake');
});

test('what clients send lies to the left of zero', () => {
  const { config } = drawn(chart('bytes-by-class').draw(report, look));
  const heads = config.data.datasets.filter(({ label }) => label === 'Headers');
  const ofPolling = heads.map(({ data }) => data[0] as number);
  expect(ofPolling).toEqual([40, -30]);
});

test('the parts of a mean wait add up to all of it, and the table has them in milliseconds', () => {
  for (const id of ['latency-split', 'latency-split-slowest']) {
    const { config, table } = drawn(chart(id).draw(report, look));
    const parts = config.data.datasets.map(({ data }) => data[0] as number);
    expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(100);
    expect(table.columns).toContain('until the next poll');
    // Nobody was away in this run, and every server says when it wrote.
    expect(table.columns.length).toBe(7);
  }
});

test('the worst moment of any trial stays visible over time', () => {
  const stalled = fixtureRun({
    change: (run) => {
      const slice = run.cases[4]?.trials[1]?.timeline[9];
      if (slice) slice.endToEndMaxUs = 1_400_000;
    },
  });
  const { config } = drawn(chart('latency-over-time').draw(distil(stalled), look));
  const highest = config.data.datasets.flatMap(({ data }) => (data as { y: number }[]).map(({ y }) => y));
  expect(Math.max(...highest)).toBe(1400);
});

test('a case with a fatal warning is named as not valid and loses its colour', () => {
  const broken = fixtureRun({
    change: (run) => {
      run.cases[0]?.warnings.push(FATAL_WARNING);
    },
  });
  const { legend } = drawn(chart('latency-percentiles').draw(distil(broken), look));
  expect(legend[0]).toMatchObject({ name: 'Polling · HTTP/1.1 (not valid)', colour: look.faded });
});

describe('a search for capacity', () => {
  const drawing = drawn(chart('capacity').draw(distil(fixtureCapacity()), look));
  const answers = drawing.table.rows.map(({ heading, cells }) => `${heading}: ${cells[0]}`);

  test('says "≥" where the clients gave out or the search ended first, and nowhere else', () => {
    expect(answers).toEqual([
      'Server-Sent Events · HTTP/1.1: ≥ 4,201',
      'Server-Sent Events · HTTP/2: 5,080',
      'Polling · HTTP/1.1: < 10',
      'WebSocket · HTTP/1.1: ≥ 2,000',
    ]);
  });

  test('names the generator and not the server where the generator gave out', () => {
    expect(drawing.table.rows[0]?.cells[1]).toMatch(/^Generator-limited/);
    expect(drawing.table.rows[1]?.cells[1]).toMatch(/^Server CPU/);
    expect(drawing.table.rows[3]?.cells.slice(1, 3)).toEqual([
      'Nothing yet: the search ended first',
      'Not confirmed. Kept 2 of 2 times at 2,000',
    ]);
  });
});

describe('a sweep', () => {
  const sweep = distil(fixtureSweep());

  test('is one line per transport and HTTP version with a point at each value', () => {
    const { config, legend, table } = drawn(chart('latency-over-load').draw(sweep, look));
    expect(config.data.datasets).toHaveLength(9);
    for (const { data } of config.data.datasets) expect(data).toHaveLength(4);
    expect(legend.map(({ name }) => name)).toContain('Server-Sent Events · HTTP/2');
    expect(table.columns.slice(1)).toEqual([
      '50 subscribers',
      '100 subscribers',
      '200 subscribers',
      '400 subscribers',
    ]);
  });

  test('shows CPU as a multiple of the raw socket at the same value', () => {
    // All cases of the fixture get dearer alike at few clients, so that their multiples do not.
    const cells = row(drawn(chart('cpu-over-load').draw(sweep, look)), 'Server-Sent Events · HTTP/1.1');
    expect(new Set(cells).size).toBe(1);
    expect(cells[0]).toMatch(/^1\.\d× \(/);
  });

  test('keeps the colour of a line of which one point is not valid, and names that point', () => {
    const broken = distil(
      fixtureSweep({
        change: (run) => run.cases.find(({ http }) => http === '2')?.warnings.push(FATAL_WARNING),
      }),
    );
    const drawing = drawn(chart('latency-over-load').draw(broken, look));
    expect(drawing.legend.every(({ colour }) => colour !== look.faded)).toBe(true);
    expect(row(drawing, 'Polling · HTTP/2').map((cell) => cell.includes('not valid'))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

test('a malformed chart is an error that names its file', () => {
  expect(() => chartsOf({ './charts/half.ts': { default: { id: 'half' } } })).toThrow(
    /charts\/half\.ts .* no title/,
  );
  expect(() => chartsOf({ './charts/other.ts': { default: chart('latency-percentiles') } })).toThrow(/other/);
});
