import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defineErrorCodes, LabError, messageOf } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'run-id-malformed': 'A run’s id has characters that no folder of runs may have',
  'run-unknown': 'The folder of runs holds no run of the id asked for',
  'run-exists': 'The folder of runs holds a run of this id already',
  'runs-folder-unusable': 'The folder of runs cannot be read or made',
});

/**
 * A folder's name that is one step and no more: no separator, no NUL or other control character, and no
 * dot in front, so neither `..` nor what the server keeps for itself.
 */
const ID = /^[\p{L}\p{N}_][\p{L}\p{N}_ .()+-]{0,127}$/u;

/** A run.json as it lies on disk. */
export interface StoredRun {
  readonly id: string;
  readonly folder: string;
  readonly path: string;
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  /** When something in its folder was last made, replaced or taken away. */
  readonly folderMtimeMs: number;
}

/**
 * The folder that runs are kept in, `<root>/<id>/run.json`. Nothing leads out of it: ids are names of its
 * own folders, and links, whether folders or files, are not followed.
 */
export class RunsFolder {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** Makes the folder where it is missing. Rejects with a LabError. */
  static async open(path: string): Promise<RunsFolder> {
    try {
      await mkdir(path, { recursive: true });
      return new RunsFolder(await realpath(path));
    } catch (error) {
      throw new LabError(codes['runs-folder-unusable'], {
        expected: `a folder of runs at ${path}`,
        got: messageOf(error),
        remedy: 'Choose another with --runs.',
      });
    }
  }

  /** Every run of the folder, damaged ones included. */
  async list(): Promise<StoredRun[]> {
    const names = (await readdir(this.root)).filter((name) => ID.test(name));
    const found = await Promise.all(names.map((name) => this.#look(name)));
    return found.filter((run) => run !== undefined);
  }

  /** Rejects with a LabError where the id is none, or nothing is there. */
  async find(id: string): Promise<StoredRun> {
    const run = await this.#look(this.#checked(id));
    if (run !== undefined) return run;
    throw new LabError(codes['run-unknown'], {
      expected: 'the id of a stored run',
      got: JSON.stringify(id),
      remedy: 'It may have been deleted; look at the list again.',
      status: 404,
    });
  }

  /** Takes the whole folder away at once, so that nobody sees half of it, and then deletes it. */
  async delete({ folder }: StoredRun): Promise<void> {
    const aside = join(this.root, `.deleted-${randomBytes(8).toString('hex')}`);
    await rename(folder, aside);
    await rm(aside, { recursive: true, force: true });
  }

  /** Moves a checked run.json to its place. Never takes the place of another run. */
  async add(id: string, file: string): Promise<StoredRun> {
    const folder = join(this.root, this.#checked(id));
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      throw new LabError(codes['run-exists'], {
        expected: 'a run that is not here yet',
        got: `one of the id ${JSON.stringify(id)}, which is`,
        remedy: 'Delete the other one first, if it is to be replaced.',
        status: 409,
      });
    });
    await rename(file, join(folder, 'run.json')).catch(async (error: unknown) => {
      await rmdir(folder);
      throw error;
    });
    return this.find(id);
  }

  /** A name for a file of the server's own, which no id can be. */
  asideFile(): string {
    return join(this.root, `.upload-${randomBytes(8).toString('hex')}.tmp`);
  }

  #checked(id: string): string {
    if (ID.test(id)) return id;
    throw new LabError(codes['run-id-malformed'], {
      expected:
        'an id of at most 128 letters, digits, spaces and _ . ( ) + -, that begins with one of the first',
      got: JSON.stringify(id.slice(0, 80)),
    });
  }

  async #look(id: string): Promise<StoredRun | undefined> {
    const folder = join(this.root, id);
    const path = join(folder, 'run.json');
    const [around, file] = await Promise.all([stateOf(folder), stateOf(path)]);
    if (!around?.isDirectory() || !file?.isFile()) return undefined;
    const { mtimeMs, size: sizeBytes } = file;
    return { id, folder, path, mtimeMs, sizeBytes, folderMtimeMs: around.mtimeMs };
  }
}

/** Of the thing itself, not of what it links to. */
const stateOf = (path: string) => lstat(path).catch(() => undefined);
