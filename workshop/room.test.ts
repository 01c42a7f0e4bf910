import { once } from 'node:events';
import { connect } from 'node:net';
import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { ask } from '../reports/server/test-request.ts';
import { useChromium } from '../reports/test-chromium.ts';
import type { ClassState } from './classroom.ts';
import { loadLessons } from './load-parts.ts';
import { until } from './test-driver.ts';
import { useWorkshops } from './test-workshop.ts';

const open = useWorkshops();
const { inChromium, visit } = useChromium();
const lessons = await loadLessons();
const lesson = 'so-which';
const choice = lessons.find(({ id }) => id === lesson);
const options = choice?.prediction.kind === 'choice' ? choice.prediction.options.length : 0;

const LOOPBACK = { room: { address: '127.0.0.1', port: 0 } };
const participant = (number: number): string => number.toString(16).padStart(32, '0');

async function openRoom() {
  const workshop = await open(LOOPBACK);
  const room = workshop.roomUrl ?? '';
  const wish = (body: object) =>
    ask(`${workshop.url}api/class`, { method: 'POST', body: JSON.stringify(body) });
  const predict = (number: number, answer: unknown, of = lesson) =>
    ask(`${room}predictions`, {
      method: 'POST',
      body: JSON.stringify({ participant: participant(number), lesson: of, answer }),
    });
  const state = async (): Promise<ClassState> => (await ask(`${room}class`)).body as ClassState;
  return { workshop, room, wish, predict, state };
}

/** Hears a stream of the class until the signal. */
async function listen(url: string, signal: AbortSignal): Promise<{ readonly text: string }> {
  const own = { text: '' };
  const stream = await fetch(url, { signal });
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) own.text += decoder.decode(chunk, { stream: true });
  };
  read().catch(() => {});
  return own;
}

test('twenty participants predict, change their minds, and all hear the distribution over SSE', async () => {
  const { room, wish, predict, state } = await openRoom();
  await wish({ show: lesson });
  const over = new AbortController();
  const heard = await Promise.all(
    Array.from({ length: 20 }, () => listen(`${room}sse?channel=class`, over.signal)),
  );
  const answers = heard.map((_, number) => number % options);
  const given = await Promise.all(answers.map((answer, number) => predict(number, answer)));
  expect(given.map(({ status }) => status)).toEqual(heard.map(() => 200));
  await predict(0, 1);
  const { predictions, distribution } = await state();
  expect(predictions).toBe(20);
  expect(distribution.reduce((sum, { count }) => sum + count, 0)).toBe(20);
  const counts = Array.from(
    { length: options },
    (_, option) => [1, ...answers.slice(1)].filter((answer) => answer === option).length,
  );
  expect(distribution).toEqual(counts.map((count, answer) => ({ answer, count })));
  const last = `"distribution":${JSON.stringify(distribution)}`;
  await until(
    'all twenty have heard it',
    () => heard.filter(({ text }) => text.includes(last)).length,
    (n) => n === 20,
  );
  over.abort();
});

test('a prediction is refused with what was expected: wrong lesson, no option, no participant, too late, too large', async () => {
  const { room, wish, predict, state } = await openRoom();
  expect((await predict(1, 0)).status).toBe(409);
  await wish({ show: lesson });
  for (const wrong of [-1, options, 0.5, '0', null]) expect((await predict(1, wrong)).status).toBe(400);
  expect((await predict(1, 0, 'another')).status).toBe(409);
  const post = (body: string, headers = {}) => ask(`${room}predictions`, { method: 'POST', body, headers });
  expect((await post('{"participant":"me","lesson":"x","answer":0}')).status).toBe(400);
  expect((await post('{')).status).toBe(400);
  expect((await post(`{"participant":"${'a'.repeat(600)}"}`)).status).toBe(413);
  expect((await post('answer=0', { 'content-type': 'text/plain' })).status).toBe(415);
  await wish({ reveal: true });
  const { status, body } = await predict(1, 0);
  expect(status).toBe(409);
  expect(body).toMatchObject({ error: { code: 'room-no-question', expected: expect.any(String) } });
  expect((await state()).predictions).toBe(0);
});

test('without the token the room has nothing, and with it no more than a class', async () => {
  const { workshop, room, wish } = await openRoom();
  const origin = new URL(room).origin;
  for (const path of ['/', '/class', '/sse?channel=class', '/assets/page.js', '/xxxxxxxxxxxx/class']) {
    expect((await ask(`${origin}${path}`)).status, path).toBe(404);
  }
  for (const path of ['api/class', 'api/course', 'lessons/four-ways', 'api/demos/four-ways']) {
    expect((await ask(`${room}${path}`)).status, path).toBe(404);
  }
  expect((await ask(`${room}class`, { headers: { host: 'elsewhere.example' } })).status).toBe(421);
  expect((await ask(`${workshop.url}api/class`, { headers: { host: new URL(room).host } })).status).toBe(421);
  expect((await wish({ show: 'no-such-lesson' })).status).toBe(400);
  expect((await wish({ everything: true })).status).toBe(400);
});

test('the link without its last slash leads to the page; a wrong one leads nowhere', async () => {
  const { room } = await openRoom();
  const { status, headers } = await ask(`${room.slice(0, -1)}?from=chat`);
  expect(status).toBe(308);
  expect(headers.location).toBe(new URL(room).pathname);
  expect((await ask(new URL(room).origin + new URL(room).pathname.slice(0, -2))).status).toBe(404);
});

test('who teaches is told of everybody who joins and leaves, and of many predictions once', async () => {
  const { workshop, room, wish, predict } = await openRoom();
  await wish({ show: lesson });
  const over = new AbortController();
  const news = await listen(`${workshop.url}sse?channel=class`, over.signal);
  const joined = new AbortController();
  await Promise.all(Array.from({ length: 3 }, () => listen(`${room}sse?channel=class`, joined.signal)));
  await until(
    'three listen',
    () => news.text,
    (text) => text.includes('"listeners":3'),
  );
  joined.abort();
  await until(
    'they have left',
    () => news.text.split('"listeners":3').at(-1),
    (text) => text?.includes('"listeners":0') === true,
  );
  const told = (): number => news.text.split('event: class').length - 1;
  const before = told();
  await Promise.all(Array.from({ length: 40 }, (_, number) => predict(number, 0)));
  await until(
    'all are told of',
    () => news.text,
    (text) => text.includes('"predictions":40'),
  );
  expect(told() - before).toBeLessThan(20);
  over.abort();
});

test('one address cannot take every place of the room', async () => {
  const { room } = await openRoom();
  const port = Number(new URL(room).port);
  const sockets = Array.from({ length: 420 }, () => connect({ port, host: '127.0.0.1' }));
  try {
    await until(
      'those past the limit are cut',
      () => sockets.filter(({ readyState }) => readyState === 'closed').length,
      (count) => count === 20,
    );
    // Another address of the same machine.
    const other = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    sockets.push(other);
    other.write(`GET ${new URL(room).pathname}class HTTP/1.1\r\nHost: ${new URL(room).host}\r\n\r\n`);
    const [answer] = await once(other, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 200/);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});

test('without --room nobody is let in, and no door is open', async () => {
  const workshop = await open();
  expect(workshop.roomUrl).toBeUndefined();
  expect((await ask(`${workshop.url}api/class`)).body).toMatchObject({ room: null });
});

inChromium(
  'a phone joins by the QR code, predicts, sees the others, and the answer when it is revealed',
  async () => {
    const { workshop, room, wish, predict } = await openRoom();
    const { page: presenter } = await visit(`${workshop.url}presenter`, '.qr-code');
    expect(await readQr(presenter)).toBe(room);
    const { page: phone, complaints } = await visit(room, 'h1', { viewport: { width: 390, height: 844 } });
    await phone.waitForFunction(() => document.querySelector('.lead') !== null);
    await presenter.click(`#show-${lesson}`);
    await phone.waitForSelector('.option');
    expect(await phone.locator('.others').count()).toBe(0);
    await phone.locator('.option').first().click();
    await phone.click('.prediction button');
    await phone.waitForSelector('.others');
    await predict(7, 1);
    await presenter.waitForFunction(
      () => document.querySelector('.guesses h3')?.textContent === 'Predictions: 2',
    );
    await phone.waitForFunction(() => document.querySelector('.others h2')?.textContent?.includes('(2)'));
    await wish({ reveal: true });
    await phone.waitForSelector('.answer-line');
    expect(await phone.locator('.prediction').count()).toBe(0);
    // Everything is set back: the phone has forgotten its guess as well.
    await wish({ reset: true });
    await wish({ show: lesson });
    await phone.waitForSelector('.option');
    expect(await phone.locator('.option input:checked').count()).toBe(0);
    expect(complaints).toEqual([]);
  },
);

inChromium('news of others leave alone what somebody chooses at the moment', async () => {
  const { room, wish, predict } = await openRoom();
  const asksForNumber = lessons.find(({ prediction }) => prediction.kind === 'number');
  const { id = '', prediction } = asksForNumber ?? {};
  const [from, to] = prediction?.kind === 'number' ? [prediction.from, prediction.to] : [0, 0];
  await wish({ show: id });
  const { page: phone } = await visit(room, '.prediction');
  await phone.click('.prediction button');
  await phone.waitForSelector('.others');
  const field = phone.locator('input[type=number]');
  await field.fill(String(to));
  await predict(7, from, id);
  await phone.waitForFunction(() => document.querySelector('.others h2')?.textContent?.includes('(2)'));
  expect(await field.inputValue()).toBe(String(to));
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
});

inChromium('the screen of the class follows the presenter and shows what the class guessed', async () => {
  const { workshop, wish, predict } = await openRoom();
  const { page: screen } = await visit(`${workshop.url}screen`, 'h1');
  await wish({ show: lesson });
  await screen.waitForSelector('.question');
  for (const number of [1, 2, 3]) await predict(number, 0);
  await screen.waitForFunction(() => document.querySelector('.distribution .count')?.textContent === '3');
  await wish({ reveal: true });
  await screen.waitForSelector('.result > *');
  await wish({ show: 'four-ways' });
  await screen.waitForFunction(() => document.querySelector('.reveal:not([hidden])') !== null);
});

/** As a phone's camera would: from the pixels of the picture. */
async function readQr(page: import('playwright-core').Page): Promise<string> {
  const png = await page.locator('.qr-code').screenshot();
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(bitmap, 0, 0);
    const image = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width: image.width, height: image.height, data: [...image.data] };
  }, png.toString('base64'));
  return decodeQR({ width, height, data: Uint8Array.from(data) });
}
