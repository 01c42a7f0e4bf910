import type { Feed } from '../../transports/sse/feed.ts';
import { type LiveNews, RUNS_CHANGED } from '../live-news.ts';
import { readLive, STALE_MS } from './live-file.ts';
import type { RunsFolder, StoredRun } from './runs-folder.ts';

/** As often as a bench writes. */
const TICK_MS = 500;
/** The whole folder is looked through at every so many ticks: a bench begins seldom. */
const TICKS_PER_SCAN = 4;

/**
 * Tells who listens what goes on in the folder of runs: every bench under way, and that the list has
 * changed. It looks and is not told, because file systems differ in that; only while somebody listens,
 * because a bench under way measures this very machine (a look through 100 runs takes some 5 ms of CPU,
 * every two seconds).
 */
export class LiveWatch {
  readonly #folder: RunsFolder;
  readonly #feed: Feed;
  #timer: NodeJS.Timeout;
  #closed = false;
  #tick = 0;
  /** Those that something was written to of late. */
  #candidates: readonly StoredRun[] = [];
  #list: string | undefined;
  #told = '';

  constructor(folder: RunsFolder, feed: Feed) {
    this.#folder = folder;
    this.#feed = feed;
    this.#timer = this.#later();
  }

  tellChange(): void {
    this.#feed.publish(RUNS_CHANGED, {});
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #later(): NodeJS.Timeout {
    return setTimeout(() => {
      // A folder that is gone for a moment is looked for again.
      this.#look()
        .catch(() => {})
        .finally(() => {
          if (!this.#closed) this.#timer = this.#later();
        });
    }, TICK_MS).unref();
  }

  async #look(): Promise<void> {
    if (this.#feed.listeners === 0) {
      // Who comes next asks for the list first, and is told anew what is under way.
      this.#tick = 0;
      this.#list = undefined;
      this.#told = '';
      return;
    }
    if (this.#tick % TICKS_PER_SCAN === 0) await this.#scan();
    this.#tick += 1;
    const found = await Promise.all(this.#candidates.map(readLive));
    const news: LiveNews = { live: found.filter((live) => live !== undefined) };
    const said = JSON.stringify(news.live);
    // The first look at nothing is no news.
    if (said === (this.#told || '[]')) return;
    const ended = news.live.length === 0;
    this.#told = said;
    this.#feed.publish('message', news);
    if (ended) await this.#scan();
  }

  async #scan(): Promise<void> {
    const runs = await this.#folder.list();
    const since = Date.now() - STALE_MS;
    this.#candidates = runs.filter(({ folderMtimeMs }) => folderMtimeMs > since);
    const list = JSON.stringify(runs.map(({ id, mtimeMs, sizeBytes }) => [id, mtimeMs, sizeBytes]).sort());
    const changed = this.#list !== undefined && this.#list !== list;
    this.#list = list;
    if (changed) this.tellChange();
  }
}
