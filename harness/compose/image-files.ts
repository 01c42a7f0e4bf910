import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { z } from 'zod';
import { ROOT } from './compose-file.ts';
import type { Stage } from './dockerfile.ts';

/** Where the Dockerfile puts the lab. */
export const WORKING_FOLDER = '/lab';

/**
 * Lays out under `root` the files of the lab that an image has: what its stage copies, of what .dockerignore
 * lets through, with the packages that are needed to run and no others. A file that is missing in the image is
 * missing here.
 */
export async function layOutImage({ copies }: Stage, root: string): Promise<void> {
  const isSent = await readDockerignore();
  for (const { from, sources, target } of copies) {
    for (const source of sources) {
      const into = join(root, resolve(WORKING_FOLDER, target));
      if (from === undefined)
        await copyFolder(source, target.endsWith('/') ? join(into, basename(source)) : into, isSent);
      else if (basename(source) === 'node_modules') await copyPackages(into);
      else await copyFolder(relative(WORKING_FOLDER, source), into, () => true);
    }
  }
}

const copyFolder = (path: string, into: string, isSent: (path: string) => boolean): Promise<void> =>
  cp(join(ROOT, path), into, {
    recursive: true,
    filter: (file) => isSent(relative(ROOT, file)),
  });

/** The packages that `npm ci --omit=dev` installs, by the lock file. */
async function copyPackages(into: string): Promise<void> {
  const shape = z.object({
    packages: z.record(z.string(), z.object({ dev: z.boolean(), devOptional: z.boolean() }).partial()),
  });
  const { packages } = shape.parse(JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')));
  const needed = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
  for (const [path] of needed) {
    // A package inside another comes with it.
    const [, name = ''] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    if (name === '') continue;
    await mkdir(dirname(join(into, name)), { recursive: true });
    await cp(join(ROOT, path), join(into, name), { recursive: true });
  }
}

/** Of the patterns that match a path or a folder above it, the last one decides. */
async function readDockerignore(): Promise<(path: string) => boolean> {
  const patterns = (await readFile(join(ROOT, '.dockerignore'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), glob: line.replace(/^!/, '') }));
  return (path) => {
    const words = path.split('/');
    const andAbove = words.map((_, index) => words.slice(0, index + 1).join('/'));
    const last = patterns.findLast(({ glob }) => andAbove.some((one) => matchesGlob(one, glob)));
    return path === '' || last === undefined || last.keeps;
  };
}
