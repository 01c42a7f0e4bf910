import { expect, onTestFinished, test } from 'vitest';
import allAtOnce from './lessons/all-at-once/live.ts';
import askingForNothing from './lessons/asking-for-nothing/live.ts';
import whatTravels from './lessons/what-travels/live.ts';
import type { Live, Stage } from './live.ts';
import { openStage } from './server/stage.ts';
import { listeningServers } from './test-workshop.ts';

/** A demonstration's part on the server, and how it is asked, as the page asks. */
async function open(live: Live, watched: (stage: Stage) => Stage = (stage) => stage) {
  const { stage, close } = openStage({
    say: () => {},
    identity: () => Promise.reject(new Error('no TLS here')),
    tabPage: { id: 'tab', mount: () => {} },
    tlsPort: 0,
  });
  onTestFinished(close);
  const { actions = {} } = await live.open(watched(stage));
  return (action: string, input?: unknown) => actions[action]?.(input) as Promise<unknown>;
}

test('a knob that is turned several times at once leaves one publisher', async () => {
  let playing = 0;
  const act = await open(askingForNothing, (stage) => ({
    ...stage,
    async play(...wanted) {
      const stop = await stage.play(...wanted);
      playing++;
      return () => {
        playing--;
        stop();
      };
    },
  }));
  await Promise.all([1, 2, 5].map((everySeconds) => act('begin', { everySeconds })));
  expect(playing).toBe(1);
});

test('two presses make two whole pictures of the burst', async () => {
  const notes: string[] = [];
  const act = await open(allAtOnce, (stage) => ({
    ...stage,
    async host(options) {
      const made = await stage.host(options);
      const publish = made.host.hub.publish.bind(made.host.hub);
      made.host.hub.publish = (event) => {
        notes.push('event');
        return publish(event);
      };
      return made;
    },
  }));
  await Promise.all([1, 2].map(() => act('publish', { spread: false }).then(() => notes.push('picture'))));
  expect(notes).toEqual(['event', 'picture', 'event', 'picture']);
});

test('an event that is sent again and again holds no more ports than one', async () => {
  const act = await open(whatTravels);
  const counts: number[] = [];
  for (const http of ['1.1', '2', '1.1', '2']) {
    await act('open', { transport: 'sse', http });
    await act('publish');
    counts.push(listeningServers());
  }
  expect(counts).toEqual(Array(4).fill(counts[0]));
});
