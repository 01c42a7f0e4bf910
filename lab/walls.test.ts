import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const project = new URL('../', import.meta.url);
const biome = new URL('node_modules/.bin/biome', project).pathname;

/** Where a file stands, what it imports. */
type Plant = readonly [file: string, imported: string];

const REFUSED: readonly Plant[] = [
  ['lab/errors.ts', '../scenarios/random.ts'],
  ['lab/errors.ts', '../workshop/server.ts'],
  ['scenarios/live-feed.ts', '../transports/event.ts'],
  ['scenarios/live-feed.test.ts', '../harness/plan.ts'],
  ['scenarios/live-feed.ts', '../reports/texts.ts'],
  ['transports/host.ts', '../harness/plan.ts'],
  ['transports/host.ts', '../reports/texts.ts'],
  ['transports/sse/server.ts', '../../harness/plan.ts'],
  ['transports/sse/server.ts', '../polling/server.ts'],
  ['transports/sse/server.ts', '../../transports/polling/server.ts'],
  ['transports/sse/emitter/emitter.ts', '../../polling/server.ts'],
  ['transports/sse/emitter/emitter.ts', '../../../harness/plan.ts'],
  ['harness/plan.ts', '../reports/texts.ts'],
  ['harness/engines/native/index.ts', '../../../reports/texts.ts'],
  ['harness/plan.ts', '../workshop/server.ts'],
  ['harness/cli/bench.ts', '../../workshop/server.ts'],
  ['reports/report.ts', '../harness/plan.ts'],
  ['reports/charts/latency.ts', '../../harness/cli/bench.ts'],
  ['reports/report.ts', '../transports/sse/server.ts'],
  ['reports/report.ts', '../scenarios/random.ts'],
  ['reports/server/live.ts', '../../transports/polling/server.ts'],
  ['reports/server/live.ts', '../../harness/plan.ts'],
  ['workshop/claims/01-one-way.ts', '../lessons/four-ways/index.ts'],
  ['workshop/experiments/one-way.ts', '../claims/01-one-way.ts'],
  ['workshop/lessons/four-ways/live.ts', '../seventh-tab/live.ts'],
  ['workshop/lessons/four-ways/live.ts', '../../claims/01-one-way.ts'],
];

const ALLOWED: readonly Plant[] = [
  ['lab/parts.ts', './errors.ts'],
  ['scenarios/live-feed.ts', '../lab/errors.ts'],
  ['scenarios/live-feed.ts', './random.ts'],
  ['transports/host.ts', '../lab/errors.ts'],
  ['transports/host.ts', '../scenarios/random.ts'],
  ['transports/contract.test.ts', './sse/server.ts'],
  ['transports/sse/server.ts', '../host.ts'],
  ['transports/sse/server.ts', './emitter/emitter.ts'],
  ['transports/sse/server.ts', '../../lab/errors.ts'],
  ['transports/sse/emitter/emitter.ts', '../server.ts'],
  ['transports/sse/emitter/emitter.ts', '../framing/frame.ts'],
  ['transports/sse/emitter/emitter.ts', '../../host.ts'],
  ['transports/sse/emitter/emitter.ts', '../../../lab/errors.ts'],
  ['harness/plan.ts', '../transports/sse/server.ts'],
  ['harness/plan.ts', '../scenarios/random.ts'],
  ['harness/cli/bench.ts', '../../reports/texts.ts'],
  ['harness/cli/bench.ts', '../plan.ts'],
  ['reports/report.ts', '../harness/results/schema.ts'],
  ['reports/charts/latency.ts', '../../harness/results/schema.ts'],
  ['reports/server/live.ts', '../../transports/sse/server.ts'],
  ['workshop/lesson.ts', '../harness/plan.ts'],
  ['workshop/claims/01-one-way.ts', '../experiments/one-way.ts'],
  ['workshop/lessons/four-ways/live.ts', '../../../harness/link/link.ts'],
  ['workshop/lessons/four-ways/index.ts', '../../../harness/results/schema.ts'],
  ['workshop/lessons/four-ways/index.ts', '../../lesson.ts'],
];

/** The same refused import in every form that TypeScript has for one. */
const FORMS = [
  "import { x } from '../harness/plan.ts'; export const y = x;",
  "import type { X } from '../harness/plan.ts'; export type Y = X;",
  "export { x } from '../harness/plan.ts';",
  "export * from '../harness/plan.ts';",
  "export const x = await import('../harness/plan.ts');",
];

let folder: string;
/** What the linter said: one line per finding. */
let findings: readonly string[];

const plant = (place: string, text: string): Promise<void> =>
  mkdir(dirname(join(folder, place)), { recursive: true }).then(() => writeFile(join(folder, place), text));

/** A file of its own for each plant, in the same folder as the file that it stands for. */
const placeOf = ([file, imported]: Plant): string =>
  file.replace(/[\w.-]+$/, `planted-${imported.replaceAll(/\W+/g, '-')}.ts`);

const about = (rule: string, place: string): readonly string[] =>
  findings.filter((line) => line.includes(rule) && line.includes(`file=${join(folder, place)},`));

const WALLS = 'noRestrictedImports';

// The plants stand in a folder with the same rooms, not in the project, where a part that is
// discovered while the tests run would be taken for a real one.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walls-'));
  for (const name of ['biome.json', '.gitignore']) await copyFile(new URL(name, project), join(folder, name));
  for (const one of [...REFUSED, ...ALLOWED]) await plant(placeOf(one), `import '${one[1]}';\n`);
  for (const [index, text] of FORMS.entries()) await plant(`scenarios/form-${index}.ts`, text);
  await plant('lab/round.ts', "import { trip } from './trip.ts';\nexport const round = () => trip;\n");
  await plant('lab/trip.ts', "import { round } from './round.ts';\nexport const trip = () => round;\n");
  findings = await new Promise((resolve) => {
    const options = ['lint', '--reporter=github', '--max-diagnostics=none', '.'];
    execFile(biome, options, { cwd: folder }, (_error, stdout) => resolve(stdout.split('\n')));
  });
});

afterAll(() => rm(folder, { recursive: true }));

test.each(REFUSED)('%s may not import %s', (...one) => {
  expect(about(WALLS, placeOf(one))).toHaveLength(1);
});

test.each(ALLOWED)('%s may import %s', (...one) => {
  expect(about(WALLS, placeOf(one))).toEqual([]);
});

test.each(FORMS.entries().toArray())('form %d of an import meets the wall: %s', (index) => {
  expect(about(WALLS, `scenarios/form-${index}.ts`)).toHaveLength(1);
});

test('two files that import each other are refused', () => {
  expect(about('noImportCycles', 'lab/round.ts')).toHaveLength(1);
});
