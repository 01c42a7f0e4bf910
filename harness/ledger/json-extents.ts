import { unreadable } from './recording.ts';

/** Where a value lies in a JSON text: from (including) … to (excluding). */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

const code = (character: string): number => character.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA, COLON] = [code('"'), code('\\'), code(','), code(':')];
const OPENING = [code('{'), code('[')];
const CLOSING = [code('}'), code(']')];
const SPACE = [code(' '), code('\n'), code('\r'), code('\t')];

/**
 * The members of the JSON object that begins at `from`, by name. Only looks for where values lie, which
 * `JSON.parse` does not tell. Throws a LabError where there is no object.
 */
export function membersOf(json: Buffer, from = 0): ReadonlyMap<string, Extent> {
  if (json[from] !== code('{')) throw noJson('an object', json, from);
  const members = new Map<string, Extent>();
  let at = skipSpace(json, from + 1);
  while (json[at] !== code('}')) {
    const name = valueAt(json, at);
    const colon = skipSpace(json, name.to);
    if (json[colon] !== COLON) throw noJson('a colon', json, colon);
    const value = valueAt(json, skipSpace(json, colon + 1));
    members.set(JSON.parse(json.toString('utf8', name.from, name.to)) as string, value);
    at = skipComma(json, value.to);
  }
  return members;
}

/** The elements of the JSON array that begins at `from`. Throws a LabError where there is none. */
export function elementsOf(json: Buffer, from: number): readonly Extent[] {
  if (json[from] !== code('[')) throw noJson('an array', json, from);
  const elements: Extent[] = [];
  let at = skipSpace(json, from + 1);
  while (json[at] !== code(']')) {
    const element = valueAt(json, at);
    elements.push(element);
    at = skipComma(json, element.to);
  }
  return elements;
}

function valueAt(json: Buffer, from: number): Extent {
  const first = json[from] as number;
  if (first === QUOTE) return { from, to: endOfString(json, from) };
  if (!OPENING.includes(first)) return { from, to: endOfWord(json, from) };
  let depth = 0;
  for (let at = from; at < json.length; at++) {
    const here = json[at] as number;
    if (here === QUOTE) at = endOfString(json, at) - 1;
    else if (OPENING.includes(here)) depth++;
    else if (CLOSING.includes(here) && --depth === 0) return { from, to: at + 1 };
  }
  throw noJson('the end of a value', json, json.length);
}

function endOfString(json: Buffer, from: number): number {
  for (let at = from + 1; at < json.length; at++) {
    if (json[at] === BACKSLASH) at++;
    else if (json[at] === QUOTE) return at + 1;
  }
  throw noJson('the end of a string', json, json.length);
}

function endOfWord(json: Buffer, from: number): number {
  let at = from;
  while (at < json.length && ![COMMA, ...CLOSING, ...SPACE].includes(json[at] as number)) at++;
  if (at === from) throw noJson('a value', json, from);
  return at;
}

function skipSpace(json: Buffer, from: number): number {
  let at = from;
  while (SPACE.includes(json[at] as number)) at++;
  if (at >= json.length) throw noJson('more of a value', json, at);
  return at;
}

const skipComma = (json: Buffer, from: number): number => {
  const at = skipSpace(json, from);
  return json[at] === COMMA ? skipSpace(json, at + 1) : at;
};

const noJson = (expected: string, json: Buffer, at: number): Error =>
  unreadable('JSON', expected, `${JSON.stringify(json.toString('utf8', at, at + 40))} at byte ${at}`);
