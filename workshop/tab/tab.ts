import { el } from '../../reports/browser/dom.ts';
import type { Carrier } from '../binary/carrier.ts';
import type { Received } from '../binary/receive.ts';
import type { Follow, TabCommand, TabNews } from './messages.ts';

/** How long a host's page may take: one that a browser does not trust never comes. */
const READY_MS = 5_000;

/** The browser does not show this host's page: it does not trust the certificate, or nobody answers. */
export class TabClosed extends Error {
  readonly address: string;

  constructor(address: string) {
    super(`${address} did not open`);
    this.address = address;
  }
}

/**
 * A page of a host in a frame. What it opens are connections of the host's origin, under the browser's own
 * limits; when it is closed they are gone, as with a tab.
 */
export class Tab {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #listeners = new Map<number, (news: TabNews) => void>();
  readonly #stop = new AbortController();
  #nextId = 1;

  private constructor(frame: HTMLIFrameElement, origin: string) {
    this.#frame = frame;
    this.#origin = origin;
  }

  /** Rejects with `TabClosed`. */
  static open(root: HTMLElement, origin: string): Promise<Tab> {
    const frame = el('iframe', { class: 'tab-frame', title: origin, tabindex: '-1', 'aria-hidden': 'true' });
    const tab = new Tab(frame, origin);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        tab.close();
        reject(new TabClosed(`${origin}/tab`));
      }, READY_MS);
      addEventListener(
        'message',
        ({ source, origin: from, data }) => {
          if (source !== frame.contentWindow || from !== origin) return;
          const news = data as TabNews;
          if (news.what === 'ready') {
            clearTimeout(late);
            resolve(tab);
          } else tab.#listeners.get(news.id)?.(news);
        },
        { signal: tab.#stop.signal },
      );
      frame.src = `${origin}/tab`;
      root.append(frame);
    });
  }

  /** Follows a channel; the number is what `leave` takes. */
  follow(options: Follow, hear: (news: TabNews) => void): number {
    const id = this.#nextId++;
    this.#listeners.set(id, hear);
    this.#send({ what: 'follow', id, ...options });
    return id;
  }

  leave(id: number): void {
    this.#listeners.delete(id);
    this.#send({ what: 'leave', id });
  }

  /** An ordinary request; resolves with its status and how long it took, or undefined where it hangs for so long. */
  ask(path: string, patienceMs: number): Promise<{ status: number; tookMs: number } | undefined> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(undefined), patienceMs);
      this.#listeners.set(id, (news) => {
        if (news.what !== 'answered') return;
        clearTimeout(late);
        this.#listeners.delete(id);
        resolve({ status: news.status, tookMs: news.atMs - news.sentMs });
      });
      this.#send({ what: 'ask', id, path });
    });
  }

  /** What the host's `/binary` sends by this carrier; rejects where the line goes down before all of it is there. */
  receive(carrier: Carrier, messages: number): Promise<Received> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#listeners.set(id, (news) => {
        this.#listeners.delete(id);
        if (news.what === 'received') resolve(news);
        else if (news.what === 'not-received') reject(new Error(news.why));
      });
      this.#send({ what: 'receive', id, carrier, messages });
    });
  }

  close(): void {
    this.#stop.abort();
    this.#frame.remove();
  }

  #send(command: TabCommand): void {
    this.#frame.contentWindow?.postMessage(command, this.#origin);
  }
}
