import type { LiveNews, LiveRun } from '../../live-news.ts';
import type { Preferences } from '../preferences.ts';
import { livePanel, REMEMBERED, type Watched } from './live-panel.ts';

/** The benches under way, and what was heard of each so far. */
export class LiveBenches {
  #watched = new Map<string, Watched>();

  /** Takes the news; returns which benches have begun and which have ended with it. */
  hear({ live }: LiveNews): { readonly begun: LiveRun[]; readonly ended: LiveRun[] } {
    const before = this.#watched;
    this.#watched = new Map(
      live.map((now) => {
        const earlier = before.get(now.id)?.p50Us ?? [];
        return [now.id, { now, p50Us: [...earlier, now.latencyUs?.p50 ?? null].slice(-REMEMBERED) }];
      }),
    );
    return {
      begun: live.filter(({ id }) => !before.has(id)),
      ended: [...before.values()].filter(({ now }) => !this.#watched.has(now.id)).map(({ now }) => now),
    };
  }

  /** What goes on is told anew in a moment. */
  forget(): void {
    this.#watched = new Map();
  }

  has(id: string): boolean {
    return this.#watched.has(id);
  }

  draw(place: Element | null, preferences: Preferences): void {
    place?.replaceChildren(...[...this.#watched.values()].map((watched) => livePanel(watched, preferences)));
  }
}
