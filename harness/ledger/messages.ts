import type { Enter } from './book.ts';
import { elementsOf, membersOf } from './json-extents.ts';

/**
 * Enters one JSON message: an event is envelope and payload, be it on its way down or published; all
 * else that a transport says is a signal.
 */
export function enterMessage(json: Buffer, enter: Enter, timeUs: number): void {
  const members = membersOf(json);
  const data = members.get('data');
  if (data === undefined || !members.has('seq')) enter('signals', json.length, timeUs);
  else {
    const payload = data.to - data.from;
    enter('payload', payload, timeUs);
    enter('envelope', json.length - payload, timeUs);
  }
}

/** Enters a whole JSON body: a poll's answer with its events, or one message. */
export function enterJsonBody(json: Buffer, enter: Enter, timeUs: number): void {
  const events = membersOf(json).get('events');
  if (events === undefined) {
    enterMessage(json, enter, timeUs);
    return;
  }
  let around = json.length;
  for (const { from, to } of elementsOf(json, events.from)) {
    enterMessage(json.subarray(from, to), enter, timeUs);
    around -= to - from;
  }
  enter('framing', around, timeUs);
}
