import { svg } from '../reports/browser/dom.ts';
import type { Look } from '../reports/drawing/look.ts';

const WINDOW_MS = 15_000;
const LABEL_PX = 145;
const ROW_PX = 34;
const BAR_PX = 16;
const TICK_MS = 3_000;
/** Of the page's letters where it is drawn in its own size; on a screen for a class it grows with them. */
const FONT_PX = 16;

export interface WaterfallRow {
  readonly title: string;
  readonly colour: string;
}

interface Bar {
  readonly row: number;
  readonly fromMs: number;
  toMs: number | undefined;
  /** It brought nothing. */
  empty: boolean;
}

/**
 * Requests and events as a browser's network panel shows them, scrolling: bars for requests, hollow where they
 * brought nothing, open at the right while they last; dots for events as they came.
 */
export class Waterfall {
  readonly element: SVGElement;
  readonly #rows: readonly WaterfallRow[];
  readonly #look: Look;
  #bars: Bar[] = [];
  #dots: { readonly row: number; readonly atMs: number }[] = [];

  constructor(rows: readonly WaterfallRow[], look: Look, signal: AbortSignal) {
    this.#rows = rows;
    this.#look = look;
    this.element = svg('svg', {
      class: 'waterfall',
      role: 'img',
      'aria-label': rows.map(({ title }) => title).join(', '),
    });
    const draw = (): void => {
      if (signal.aborted) return;
      this.#draw();
      setTimeout(draw, 100);
    };
    draw();
  }

  /** A request began; the function that is returned ends it. */
  request(row: number, fromMs: number): (toMs: number, empty: boolean) => void {
    const bar: Bar = { row, fromMs, toMs: undefined, empty: false };
    this.#bars.push(bar);
    return (toMs, empty) => {
      bar.toMs = toMs;
      bar.empty = empty;
    };
  }

  event(row: number, atMs: number): void {
    this.#dots.push({ row, atMs });
  }

  #draw(): void {
    const scale = this.#look.fontPx / FONT_PX;
    const width = Math.max(320, (this.element.clientWidth || 900) / scale);
    const height = this.#rows.length * ROW_PX + 24;
    const nowMs = performance.timeOrigin + performance.now();
    const sinceMs = nowMs - WINDOW_MS;
    this.#bars = this.#bars.filter(({ toMs }) => toMs === undefined || toMs > sinceMs);
    this.#dots = this.#dots.filter(({ atMs }) => atMs > sinceMs);
    const x = (ms: number): number =>
      LABEL_PX + ((width - LABEL_PX - 8) * Math.max(0, ms - sinceMs)) / WINDOW_MS;
    const y = (row: number): number => row * ROW_PX + ROW_PX / 2;
    const text = (
      at: { x: number; y: number },
      said: string,
      more: Record<string, string> = {},
    ): SVGElement => {
      const node = svg('text', { x: String(at.x), y: String(at.y), ...more });
      node.textContent = said;
      return node;
    };
    const parts: SVGElement[] = this.#rows.flatMap(({ title }, row) => [
      svg('line', {
        class: 'ground',
        x1: String(LABEL_PX),
        x2: String(width),
        y1: String(y(row)),
        y2: String(y(row)),
      }),
      text({ x: 0, y: y(row) + 4 }, title),
    ]);
    for (let ms = Math.ceil(sinceMs / TICK_MS) * TICK_MS; ms < nowMs; ms += TICK_MS) {
      const ago = `−${((nowMs - ms) / 1e3).toFixed(0)} s`;
      parts.push(text({ x: x(ms), y: height - 4 }, ago, { class: 'axis', 'text-anchor': 'middle' }));
    }
    for (const { row, fromMs, toMs, empty } of this.#bars) {
      const colour = this.#rows[row]?.colour ?? '';
      parts.push(
        svg('rect', {
          x: String(x(fromMs)),
          y: String(y(row) - BAR_PX / 2),
          width: String(Math.max(3, x(toMs ?? nowMs) - x(fromMs))),
          height: String(BAR_PX),
          rx: '3',
          fill: empty ? this.#look.surface : colour,
          'fill-opacity': empty ? '1' : '0.35',
          stroke: colour,
          ...(empty && { 'stroke-dasharray': '3 2' }),
        }),
      );
    }
    for (const { row, atMs } of this.#dots) {
      parts.push(
        svg('circle', {
          cx: String(x(atMs)),
          cy: String(y(row)),
          r: '5',
          fill: this.#rows[row]?.colour ?? '',
          stroke: this.#look.surface,
        }),
      );
    }
    this.element.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.element.setAttribute('height', String(height * scale));
    this.element.replaceChildren(...parts);
  }
}
