import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { needProgram } from '../../lab/outside-program.ts';
import { ROOT } from './compose-file.ts';
import { readDockerfile } from './dockerfile.ts';

test('hadolint has nothing to say of the Dockerfile', (context) => {
  const hadolint = needProgram(context, 'hadolint');
  const { stdout, status } = spawnSync(hadolint, ['--no-color', join(ROOT, 'Dockerfile')], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test('the images have the Node that the project brings', async () => {
  const { devDependencies } = z
    .object({ devDependencies: z.object({ node: z.string() }) })
    .parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  const bases = [...(await readDockerfile()).values()].map(({ base }) => base);
  const versions = bases.flatMap((base) => /^node:([\d.]+)-/.exec(base)?.[1] ?? []);
  expect(versions.length).toBeGreaterThan(1);
  for (const version of versions) expect(version).toBe(devDependencies.node);
});
