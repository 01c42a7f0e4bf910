import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Lesson } from './lesson.ts';
import { loadClaims } from './load-parts.ts';
import { type DriveDemo, type DrivenPage, until } from './test-driver.ts';
import { listeningServers } from './test-workshop.ts';

const claims = await loadClaims();

/** Goes through a lesson as a reader would: guess, demonstration, result, verdicts. Leaves the demonstration stopped. */
export async function takeLesson(page: DrivenPage, lesson: Lesson): Promise<void> {
  await until(
    'the question is asked',
    () => page.text('.question'),
    (text) => text === lesson.question.en,
  );
  expect(
    await page.attribute('.reveal', 'disabled'),
    'the result is not shown before a guess',
  ).not.toBeNull();
  expect(await page.text('[data-claim]'), 'no verdict is shown before a guess').toBe('');
  if (lesson.prediction.kind === 'choice') await page.click('.option');
  else await page.fill('.prediction input[type=number]', String(lesson.prediction.from));
  await page.click('.prediction button');
  await until(
    'the guess is told',
    () => page.text('.given'),
    (text) => text.includes('Your guess'),
  );

  await runDemo(page, lesson);

  await page.click('.reveal');
  await until(
    'the answer is shown',
    () => page.text('.measured-answer'),
    (text) => text.startsWith('Measured'),
  );
  for (const { number } of claims.filter((claim) => lesson.claims.includes(claim.number))) {
    const verdict = await page.attribute(`[data-claim="${number}"]`, 'data-verdict');
    expect(['holds', 'holds-with-limits', 'does-not-hold'], `claim ${number}`).toContain(verdict);
  }
  expect(await page.text('.advice-text')).toBe(lesson.advice.en);
  for (const [index, { file }] of lesson.snippets.entries()) {
    const source = await readFile(new URL(`./lessons/${lesson.id}/${file}`, import.meta.url), 'utf8');
    expect(await page.text(`.snippet:nth-of-type(${index + 1}) pre`), file).toBe(source);
  }
}

/** Starts it, drives it, stops it: then no server of it listens, and so nothing is connected to one. */
async function runDemo(page: DrivenPage, { id }: Lesson): Promise<void> {
  const folder = new URL(`./lessons/${id}/`, import.meta.url);
  if (!existsSync(new URL('demo.ts', folder))) return;
  const { default: drive } = (await import(new URL('test-demo.ts', folder).href)) as { default: DriveDemo };
  const before = listeningServers();
  await page.click('.demo-toggle');
  await until(
    'it is under way',
    () => page.text('.demo-state'),
    (text) => text === '',
  );
  await drive(page);
  await page.click('.demo-toggle');
  await until(
    'it is stopped',
    () => page.text('.demo-state'),
    (text) => text.startsWith('Stopped'),
  );
  await until('its servers are gone', listeningServers, (count) => count === before);
}
