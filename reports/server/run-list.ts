import { LabError, messageOf } from '../../lab/errors.ts';
import type { RunEntry } from '../run-entry.ts';
import { type KnownRun, readIndex, writeIndex } from './index-file.ts';
import { readName } from './run-name.ts';
import type { RunReader } from './run-reader.ts';
import type { RunsFolder, StoredRun } from './runs-folder.ts';

/** No result of the lab comes near it. */
const LARGEST_BYTES = 256 * 1024 * 1024;

interface Damaged {
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  readonly damaged: string;
}

/** The stored runs as a list shows them. Each run.json is read once, and again when it has changed. */
export class RunList {
  readonly #folder: RunsFolder;
  readonly #reader: RunReader;
  readonly #known: Promise<Map<string, KnownRun>>;
  /** Not kept on disk: a later lab may be able to read them. */
  readonly #damaged = new Map<string, Damaged>();
  #saving = Promise.resolve();
  readonly #underWay = new Map<string, Promise<RunEntry>>();

  constructor(folder: RunsFolder, reader: RunReader) {
    this.#folder = folder;
    this.#reader = reader;
    this.#known = readIndex(folder.root);
  }

  /** Newest first; those that cannot be read come last. */
  async entries(): Promise<RunEntry[]> {
    const known = await this.#known;
    const before = [...known.values()];
    const stored = await this.#folder.list();
    const entries = await Promise.all(stored.map((run) => this.entry(run)));
    const ids = new Set(stored.map(({ id }) => id));
    for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    const after = [...known.values()];
    const changed = after.length !== before.length || after.some((run, place) => run !== before[place]);
    // Two that are written at once would share a file beside the index.
    if (changed) this.#saving = this.#saving.then(() => writeIndex(this.#folder.root, known));
    await this.#saving;
    return entries.sort(
      (a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? '') || b.id.localeCompare(a.id),
    );
  }

  async entry(run: StoredRun): Promise<RunEntry> {
    const key = `${run.id} ${run.mtimeMs} ${run.sizeBytes}`;
    const reading = this.#underWay.get(key) ?? this.#read(run).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, reading);
    // The name is read last: it may be changed while run.json is being read for somebody else.
    return { ...(await reading), name: await readName(run.folder) };
  }

  async #read(run: StoredRun): Promise<RunEntry> {
    const { id, mtimeMs, sizeBytes, path } = run;
    const known = await this.#known;
    const entry = { id, name: null, sizeBytes };
    const same = (one: { mtimeMs: number; sizeBytes: number } | undefined): boolean =>
      one?.mtimeMs === mtimeMs && one.sizeBytes === sizeBytes;
    const whole = ({ startedAt, summary }: KnownRun): RunEntry => ({
      ...entry,
      startedAt,
      damaged: null,
      summary,
    });
    const broken = ({ damaged }: Damaged): RunEntry => ({
      ...entry,
      startedAt: null,
      damaged,
      summary: null,
    });

    const read = known.get(id);
    if (read !== undefined && same(read)) return whole(read);
    const faulty = this.#damaged.get(id);
    if (faulty !== undefined && same(faulty)) return broken(faulty);
    try {
      if (sizeBytes > LARGEST_BYTES)
        throw new Error(`${Math.round(sizeBytes / 1e6)} MB, more than any result has`);
      const { startedAt, summary } = await this.#reader.summary(path);
      const now = { mtimeMs, sizeBytes, startedAt, summary };
      known.set(id, now);
      return whole(now);
    } catch (error) {
      known.delete(id);
      const now = {
        mtimeMs,
        sizeBytes,
        damaged: error instanceof LabError ? error.details.got : messageOf(error),
      };
      this.#damaged.set(id, now);
      return broken(now);
    }
  }
}
