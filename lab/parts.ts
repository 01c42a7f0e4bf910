import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { defineErrorCodes, LabError } from './errors.ts';

const codes = defineErrorCodes({
  'part-malformed': 'A part does not have the shape that its room asks for',
  'part-duplicate': 'Two parts of one room carry the same id',
});

/** What every part has: an id equal to its file or folder name. */
export interface Part {
  readonly id: string;
}

/**
 * Discovers the parts of one room: each `<id>.ts` or `<id>/index.ts` with a default export. A room's
 * own modules may stand beside them: they have none. A malformed part ends the start with an error
 * that names it.
 *
 * @param folder the room's folder, as a file URL that ends in a slash
 * @param read   validates a default export; throws a plain Error that says what is wrong with it. It is told the file’s name
 * @param layout `folders` where each folder must be a part and no file is one; files are then not
 *   even loaded
 */
export async function discoverParts<P extends Part>(
  folder: URL,
  read: (candidate: unknown, name: string) => P,
  layout: 'files and folders' | 'folders' = 'files and folders',
): Promise<ReadonlyMap<string, P>> {
  const parts = new Map<string, P>();
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const file = entry.isDirectory() ? `${entry.name}/index.ts` : entry.name;
    if (layout === 'folders') {
      if (!entry.isDirectory()) continue;
    } else if (!isPartFile(file) || !existsSync(new URL(file, folder))) continue;
    const module: Record<string, unknown> = await import(new URL(file, folder).href);
    if (layout !== 'folders' && !('default' in module)) continue;
    const name = entry.name.replace(/\.ts$/, '');
    add(parts, name, file, () => read(module.default, name));
  }
  return parts;
}

const isPartFile = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.test.ts');

function add<P extends Part>(parts: Map<string, P>, name: string, file: string, read: () => P): void {
  let part: P;
  try {
    part = read();
  } catch (error) {
    throw new LabError(codes['part-malformed'], {
      expected: `${file} to export a part by default`,
      got: error instanceof Error ? error.message : String(error),
      remedy: 'The room’s README shows the shape.',
    });
  }
  if (parts.has(part.id)) {
    throw new LabError(codes['part-duplicate'], {
      expected: `one part with the id ${part.id}`,
      got: `a second one in ${file}`,
      remedy: 'Give one of them another id and file name.',
    });
  }
  if (part.id !== name) {
    throw new LabError(codes['part-malformed'], {
      expected: `the part in ${file} to have the id ${name}, as its file is named`,
      got: `the id ${part.id}`,
      remedy: 'Rename the file or the id.',
    });
  }
  parts.set(part.id, part);
}
