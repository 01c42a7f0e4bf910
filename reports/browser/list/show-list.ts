import type { RunEntry } from '../../run-entry.ts';
import { fill, texts } from '../../texts.ts';
import { keepPlace } from '../keep-place.ts';
import { hearLive } from '../live/hear-live.ts';
import { LiveBenches } from '../live/live-benches.ts';
import { benchTitle } from '../live/live-panel.ts';
import { followSurroundings, initialPreferences, type Preferences } from '../preferences.ts';
import { deleteRun, fetchRuns, Refusal, renameRun, uploadRun } from '../served-runs.ts';
import { ask } from './confirm.ts';
import { matches, sizeOf, titleOf } from './entry-words.ts';
import { drawList, type ListState } from './list-page.ts';
import { takeDrops } from './upload.ts';

const words = texts.list;
const { live } = texts;
const LONGEST_NAME = 120;

/** Shows the stored runs, and does with them what the reader asks for. */
export function showList(root: HTMLElement): void {
  new RunListPage(root).listen();
}

class RunListPage {
  readonly #root: HTMLElement;
  readonly #preferences: Preferences = initialPreferences();
  #entries: readonly RunEntry[] | null = null;
  #query = new URLSearchParams(location.search).get('q') ?? '';
  #said = { text: '', failed: false };
  /** What had happened when the page was drawn. */
  #drawn: { text: string; failed: boolean } | undefined;
  readonly #selected = new Set<string>();
  readonly #benches = new LiveBenches();

  constructor(root: HTMLElement) {
    this.#root = root;
    followSurroundings(this.#preferences, () => this.#draw());
    takeDrops((files) => void this.#upload(files));
    this.#draw();
  }

  /** Shows the list and follows what goes on. */
  listen(): void {
    void this.#refresh();
    hearLive({
      onOpen: () => {
        this.#benches.forget();
        this.#drawLive();
        void this.#refresh();
      },
      onRuns: () => void this.#refresh(),
      onNews: (news) => {
        const { language } = this.#preferences;
        const { begun, ended } = this.#benches.hear(news);
        for (const bench of begun)
          this.#say(fill(live.begun, language, { run: benchTitle(bench, language) }));
        for (const bench of ended)
          this.#say(fill(live.ended, language, { run: benchTitle(bench, language) }));
        if (begun.length + ended.length > 0) this.#draw();
        else this.#drawLive();
      },
    });
  }

  /** Asks the server what there is now. */
  async #refresh(): Promise<void> {
    try {
      const entries = await fetchRuns();
      // Nothing is drawn anew, and no focus lost, where nothing is new.
      if (JSON.stringify(entries) === JSON.stringify(this.#entries) && this.#said === this.#drawn) return;
      this.#entries = entries;
      const ids = new Set(this.#entries.map(({ id }) => id));
      for (const id of this.#selected) if (!ids.has(id)) this.#selected.delete(id);
    } catch (error) {
      this.#say(this.#reason(error), true);
    }
    this.#draw();
  }

  #draw(): void {
    keepPlace(() => this.#drawAll());
  }

  #drawAll(): void {
    this.#drawn = this.#said;
    drawList(this.#root, this.#state(), {
      change: (change) => {
        Object.assign(this.#preferences, change);
        this.#draw();
      },
      search: (query) => this.#search(query),
      upload: (files) => void this.#upload(files),
      clear: () => {
        this.#selected.clear();
        this.#draw();
      },
      select: ({ id }, selected) => {
        if (selected) this.#selected.add(id);
        else this.#selected.delete(id);
        this.#draw();
      },
      rename: (entry) => void this.#rename(entry),
      delete: (entry) => void this.#delete(entry),
    });
    this.#drawLive();
  }

  #drawLive(): void {
    this.#benches.draw(this.#root.querySelector('.live'), this.#preferences);
  }

  #state(): ListState {
    const { language } = this.#preferences;
    const entries = this.#entries;
    return {
      preferences: this.#preferences,
      all: entries?.length ?? null,
      shown: entries?.filter((entry) => matches(entry, this.#query, language)) ?? [],
      query: this.#query,
      selected: this.#selected,
      isUnderWay: (id) => this.#benches.has(id),
      said: this.#said,
    };
  }

  #search(query: string): void {
    this.#query = query;
    const address = new URL(location.href);
    if (query === '') address.searchParams.delete('q');
    else address.searchParams.set('q', query);
    history.replaceState(null, '', address);
    this.#draw();
  }

  async #rename(entry: RunEntry): Promise<void> {
    const { language } = this.#preferences;
    const name = await ask({
      heading: words.renameHeading[language],
      text: fill(words.renameHelp, language, { id: entry.id }),
      field: { label: words.renameLabel[language], value: entry.name ?? '', maxLength: LONGEST_NAME },
      confirm: words.save[language],
      cancel: words.cancel[language],
    });
    if (name === null) return;
    await this.#do(
      () => renameRun(entry.id, name),
      fill(words.renamed, language, { run: name.trim() || entry.id }),
    );
  }

  async #delete(entry: RunEntry): Promise<void> {
    const { language } = this.#preferences;
    const run = titleOf(entry, language);
    const named = run === entry.id ? run : `${run} (${entry.id})`;
    const answer = await ask({
      heading: words.deleteHeading[language],
      text: fill(words.deleteWhat, language, { run: named, size: sizeOf(entry.sizeBytes, language) }),
      confirm: words.delete[language],
      cancel: words.cancel[language],
      grave: true,
    });
    if (answer === null) return;
    await this.#do(() => deleteRun(entry.id), fill(words.deleted, language, { run }));
  }

  /** One file after the other; the last fault is what is read. */
  async #upload(files: readonly File[]): Promise<void> {
    for (const file of files) {
      const { language } = this.#preferences;
      this.#say(fill(words.adding, language, { file: file.name }));
      this.#draw();
      try {
        const entry = await uploadRun(file);
        this.#say(fill(words.added, language, { run: titleOf(entry, language) }));
      } catch (error) {
        this.#say(this.#reason(error, file.name), true);
        break;
      }
    }
    await this.#refresh();
  }

  async #do(action: () => Promise<void>, done: string): Promise<void> {
    try {
      await action();
      this.#say(done);
    } catch (error) {
      this.#say(this.#reason(error), true);
    }
    await this.#refresh();
  }

  #say(text: string, failed = false): void {
    this.#said = { text, failed };
  }

  #reason(error: unknown, file?: string): string {
    const { language } = this.#preferences;
    if (!(error instanceof Refusal)) return words.unreachable[language];
    const { expected, got } = error;
    if (file !== undefined) return fill(words.refused, language, { file, expected, got });
    return `${words.failed[language]} ${fill(words.refusal, language, { expected, got })}`;
  }
}
