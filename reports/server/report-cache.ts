import type { RunReader } from './run-reader.ts';
import type { StoredRun } from './runs-folder.ts';

/** A comparison is looked at again and again; each report is some 0.3 MB. */
const MOST = 100;

interface Kept {
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  readonly json: Promise<string>;
}

/** Distilled reports as JSON, the last ones that were asked for. */
export class ReportCache {
  readonly #reader: RunReader;
  readonly #kept = new Map<string, Kept>();

  constructor(reader: RunReader) {
    this.#reader = reader;
  }

  json({ id, path, mtimeMs, sizeBytes }: StoredRun): Promise<string> {
    const known = this.#kept.get(id);
    this.#kept.delete(id);
    const fresh = known?.mtimeMs === mtimeMs && known.sizeBytes === sizeBytes;
    const json = fresh ? known.json : this.#reader.report(path, id);
    this.#kept.set(id, { mtimeMs, sizeBytes, json });
    // What failed is tried again the next time.
    json.catch(() => this.#kept.delete(id));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
    return json;
  }
}
