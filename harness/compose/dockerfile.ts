import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './compose-file.ts';

/** What a stage of the Dockerfile says of the image that it becomes, what its base says included. */
export interface Stage {
  /** An image of others where it is no stage of this file. */
  readonly base: string;
  readonly user: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly copies: readonly {
    /** The stage that it comes from; undefined where it comes from the checkout. */
    readonly from: string | undefined;
    readonly sources: readonly string[];
    readonly target: string;
  }[];
}

/** Reads the few instructions that say what a container starts with. */
export async function readDockerfile(): Promise<ReadonlyMap<string, Stage>> {
  const text = await readFile(join(ROOT, 'Dockerfile'), 'utf8');
  const stages = new Map<string, Stage>();
  let name = '';
  for (const line of text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')) {
    const [instruction = '', ...words] = line.trim().split(/\s+/);
    const stage = stages.get(name);
    if (instruction === 'FROM') {
      const [base = '', , ownName = ''] = words;
      const inherited = stages.get(base);
      name = ownName;
      stages.set(name, { user: undefined, environment: {}, copies: [], ...inherited, base });
    } else if (stage !== undefined && instruction === 'USER') {
      stages.set(name, { ...stage, user: words[0] });
    } else if (stage !== undefined && instruction === 'ENV') {
      const pairs = words.map((word) => word.split('=', 2) as [string, string]);
      stages.set(name, { ...stage, environment: { ...stage.environment, ...Object.fromEntries(pairs) } });
    } else if (stage !== undefined && instruction === 'COPY') {
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
      const places = words.filter((word) => !word.startsWith('--'));
      const copy = { from, sources: places.slice(0, -1), target: places.at(-1) ?? '' };
      stages.set(name, { ...stage, copies: [...stage.copies, copy] });
    }
  }
  return stages;
}
