import { expect, test } from 'vitest';
import { soundTrial } from '../../sound-trial.ts';
import { having } from '../../warnings/test-evidence.ts';
import { sayWhatIsSeen } from './seen.ts';

const usual = soundTrial();
const say = (change: Parameters<typeof having>[0], failures: Readonly<Record<string, number>> = {}): string =>
  sayWhatIsSeen(
    { trial: { ...usual, ...having(change) }, failures: new Map(Object.entries(failures)) },
    16,
    usual,
  );

test('what is as it was before says so', () => {
  expect(say({})).toBe('as before');
  expect(sayWhatIsSeen({ trial: usual, failures: new Map() }, 16)).toBe('all arrives');
});

test('who is refused by everybody is told the status', () => {
  const nobody = { deliveries: { received: 0, starved: 16 } };
  const failures = { 'down, status: the handshake was answered with 404': 87 };
  expect(say(nobody, failures)).toBe('refused: every one is answered with 404');
});

test('silence is told with how long it was listened to', () => {
  const phasesUs = { connect: 3e6, warmUp: 0, measure: 2e6 };
  expect(say({ deliveries: { received: 0, starved: 16 }, phasesUs })).toBe('nothing arrives within 5.0 s');
});

test('a cut is told by the silence before it, and by the status where there was one', () => {
  const interruptions = { count: 9, silentUs: { min: 2e6, median: 2.01e6, max: 3e6 } };
  expect(say({ interruptions })).toBe('cut after 2.0 s of silence');
  expect(say({ interruptions }, { 'down, status: answered 504: <html>': 9 })).toBe(
    'cut after 2.0 s of silence, answered with 504',
  );
});

test('a request that fails at once is not told as a silence', () => {
  const interruptions = { count: 9, silentUs: { min: 0, median: 1e4, max: 3e6 } };
  expect(say({ interruptions }, { 'down, status: answered 500: <html>': 9 })).toBe(
    'requests fail, answered with 500',
  );
});

test('connections that are not kept are told with the requests that they were for', () => {
  const { tcpOpened } = usual.connections;
  const connections = { tcpOpened: tcpOpened * 2 + 1, httpRequests: 92 };
  expect(say({ connections })).toBe(`${tcpOpened * 2 + 1} connections to the server for 92 requests`);
  expect(say({ connections: { tcpOpened: tcpOpened * 2 } })).toBe('as before');
});

test('a crowd that is not let in is counted, and a stream that comes in blocks is told from it', () => {
  expect(say({ deliveries: { starved: 4 } })).toBe('4 of 16 get no connection');
  const phasesUs = { connect: 3e6 };
  expect(say({ deliveries: { starved: 16 }, phasesUs })).toBe('held back for 3.0 s and more, then in blocks');
});

test('who waited for its connection is told how long', () => {
  expect(say({ phasesUs: { connect: usual.phasesUs.connect + 3e6 } })).toMatch(/^connected after \d/);
});
