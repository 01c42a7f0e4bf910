import { axisNames } from '../../harness/results/axes.ts';
import type { BenchCase, Run } from '../../harness/results/schema.ts';
import { flawOf, isValid } from '../../harness/results/validity.ts';
import type { Texts } from '../../lab/texts.ts';
import { originOf, sameRun } from '../compare/origin.ts';
import { sayParameter } from '../figures/parameters.ts';
import { isReference, type Report } from '../report.ts';
import { fill, texts } from '../texts.ts';
import type { Language, Look } from './look.ts';

export type Marker = 'circle' | 'rect' | 'triangle' | 'rectRot' | 'crossRot' | 'star';

/** How one case looks in every chart. Nothing is told by colour alone: HTTP versions differ in dash and fill. */
export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  /** Canvas line dash; empty is a solid line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
  /** A part of a bar: it has no line. */
  readonly area?: true;
  /** Single points: no line joins them. */
  readonly loose?: true;
  /** Markers and bars of HTTP/2 are outlined, those of HTTP/1.1 filled. */
  readonly hollow: boolean;
  /** Which run it is from, or which of several ways it went, written into its markers. */
  readonly letter?: string;
}

/** A part of a bar in a legend. */
export const areaEntry = ({ name, colour }: Pick<LegendEntry, 'name' | 'colour'>): LegendEntry => ({
  name,
  colour,
  dash: [],
  marker: 'rect',
  hollow: false,
  area: true,
});

export interface Series extends LegendEntry {
  readonly benchCase: BenchCase;
}

/** A shape of its own for each transport, in the order of `run.transports`. */
const MARKERS: readonly Marker[] = ['circle', 'triangle', 'rect', 'rectRot', 'star'];

/** The cases of a report as they are drawn; the reference comes last. */
export function seriesOf(report: Report, look: Look): readonly Series[] {
  const { run } = report;
  const ways = waysOf(run);
  return orderedCases(run).map((benchCase) => {
    const origin = originOf(benchCase);
    const letter = origin?.letter ?? ways.get(benchCase);
    const shown = {
      ...lookOf(run, benchCase, look),
      ...(letter !== undefined && { letter }),
      name: caseTitle(run, benchCase, look.language),
      benchCase,
    };
    return isValid(benchCase) ? shown : { ...shown, colour: look.faded };
  });
}

/**
 * Where a run went several ways (directly, through a proxy, over two servers, …): 1, 2, 3 … for each, by case. They share
 * the colour and the marker of their transport.
 */
function waysOf(run: Run): ReadonlyMap<BenchCase, string> {
  const compared = run.cases.filter((one) => !isReference(run, one));
  const nameOf = (one: BenchCase): string => axisNames(one).join(' ');
  const names = [...new Set(compared.map(nameOf))];
  if (names.length < 2) return new Map();
  return new Map(compared.map((one) => [one, String(names.indexOf(nameOf(one)) + 1)]));
}

/** How a transport over an HTTP version looks, and its name. */
export function lookOf(
  run: Run,
  { transport, http }: Pick<BenchCase, 'transport' | 'http'>,
  look: Look,
): LegendEntry {
  const compared = Object.keys(run.transports).filter((id) => run.transports[id]?.role === 'compared');
  const reference = run.transports[transport]?.role === 'reference';
  const position = Math.max(0, compared.indexOf(transport));
  const title = transportTitle(run, transport, look.language);
  return {
    name: http === null ? title : `${title} · HTTP/${http}`,
    colour: run.transports[transport]?.colour[look.scheme] ?? look.muted,
    dash: reference ? [2, 3] : http === '2' ? [7, 4] : [],
    marker: reference ? 'crossRot' : (MARKERS[position % MARKERS.length] as Marker),
    hollow: http === '2',
  };
}

/** Compared cases as the run has them, then the reference. */
export function orderedCases(run: Run): readonly BenchCase[] {
  return [...run.cases].sort((a, b) => Number(isReference(run, a)) - Number(isReference(run, b)));
}

export const transportTitle = (run: Run, transport: string, language: Language): string =>
  run.transports[transport]?.title[language] ?? transport;

/** Such as "SSE · HTTP/2", with whatever else tells it from its neighbours, the run last where there are several. */
export function caseName(run: Run, benchCase: BenchCase, language: Language): string {
  const parts = [transportTitle(run, benchCase.transport, language)];
  if (benchCase.http !== null) parts.push(`HTTP/${benchCase.http}`);
  const origin = originOf(benchCase);
  const from = origin === null ? [] : [fill(texts.compare.run, language, { letter: origin.letter })];
  return [...parts, ...distinctions(run, benchCase, language), ...from].join(' · ');
}

/** Why its figures do not count, in a word; null where they do. */
export function flawName(benchCase: BenchCase): Texts | null {
  const flaw = flawOf(benchCase);
  if (flaw === undefined) return null;
  return flaw === 'invalid' ? texts.summary.notValid : texts.proxies.damaged;
}

/** Its name, and that it is not valid where it is not. */
export function caseTitle(run: Run, benchCase: BenchCase, language: Language): string {
  const name = caseName(run, benchCase, language);
  const flaw = flawName(benchCase);
  return flaw === null ? name : `${name} (${flaw[language]})`;
}

/** Two cases of one transport, scenario and HTTP version differ in a parameter, which then belongs to the name. */
function distinctions(run: Run, benchCase: BenchCase, language: Language): string[] {
  const alike = run.cases.filter(
    (other) =>
      sameRun(other, benchCase) &&
      other.transport === benchCase.transport &&
      other.http === benchCase.http &&
      other.scenario === benchCase.scenario,
  );
  const differing = Object.entries(benchCase.parameters)
    .filter(([name, value]) => alike.some((other) => other.parameters[name] !== value))
    .map(([name, value]) => sayParameter(name, value, language));
  const tlsDiffers = alike.some((other) => other.tls !== benchCase.tls);
  return tlsDiffers ? [...differing, benchCase.tls ? 'TLS' : 'no TLS'] : differing;
}
