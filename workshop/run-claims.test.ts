import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Claim } from './claim.ts';
import { claimsMarkdown } from './claims-markdown.ts';
import { claimsPage } from './claims-page.ts';
import type { Experiment } from './experiment.ts';
import { conditionsOf, resultsShape } from './results.ts';
import { lackingIn, mergeResults, runClaims, withSiblings } from './run-claims.ts';

const both = (text: string) => ({ en: text, ko: `${text} (한국어)` });

const experiment = (id: string, measure: Experiment['measure']): Experiment => ({
  id,
  title: both(id),
  method: both(`how ${id} is measured`),
  needs: [],
  figures: z.object({ count: z.number() }),
  measure,
  opposites: {},
});

const claim = (number: number, of: string): Claim => ({
  number,
  statement: both(`claim <${number}>`),
  experiment: of,
  thresholds: both('one or more'),
  judge: (figures: never) => {
    const { count } = figures as { count: number };
    return {
      verdict: count > 0 ? 'holds' : 'does-not-hold',
      figure: both(`counted ${count}`),
      because: both('counted'),
    };
  },
});

const run = (claims: readonly Claim[], experiments: readonly Experiment[], signal?: AbortSignal) =>
  runClaims({
    claims,
    experiments: new Map(experiments.map((one) => [one.id, one])),
    seed: 'test',
    signal: signal ?? new AbortController().signal,
    onExperiment: () => {},
  });

test('an experiment is measured once, and decides every claim that names it', async () => {
  let measured = 0;
  const counted = experiment('counted', async () => ({ count: ++measured }));
  const { results } = await run([claim(1, 'counted'), claim(2, 'counted')], [counted]);
  expect(measured).toBe(1);
  expect(results.verdicts.map(({ claim, verdict }) => [claim, verdict])).toEqual([
    [1, 'holds'],
    [2, 'holds'],
  ]);
  expect(resultsShape.parse(JSON.parse(JSON.stringify(results)))).toEqual(results);
});

test('one that fails is told of, gives no verdict, and stops no other', async () => {
  const broken = experiment('broken', async () => {
    throw new Error('a wire came loose');
  });
  const sound = experiment('sound', async () => ({ count: 0 }));
  const { results, failed } = await run([claim(1, 'broken'), claim(2, 'sound')], [broken, sound]);
  expect([...failed]).toEqual([['broken', 'a wire came loose']]);
  expect(results.verdicts.map(({ claim, verdict }) => [claim, verdict])).toEqual([[2, 'does-not-hold']]);
  for (const page of [claimsPage(results), claimsMarkdown(results, 'ko')])
    expect(page).toContain('a wire came loose');
});

test('figures of another shape than stated are a failure, not a verdict', async () => {
  const odd = experiment('odd', async () => ({ count: 'many' }));
  const { results, failed } = await run([claim(1, 'odd')], [odd]);
  expect(failed.size).toBe(1);
  expect(results.verdicts).toEqual([]);
});

test('where a program is missing the reason says which, and how to get it', async () => {
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    const needing: Experiment = { ...experiment('needing', async () => ({ count: 1 })), needs: ['nginx'] };
    const { results, missing } = await run([claim(1, 'needing')], [needing]);
    expect(missing.get('needing')).toMatch(/nginx.*apt-get install nginx/);
    expect(results.verdicts).toEqual([]);
    expect(results.experiments.needing).toMatchObject({ skipped: { ko: expect.stringContaining('nginx') } });
  } finally {
    process.env.PATH = path;
  }
});

test('an abort ends the experiment under way with all that it started, and keeps what is done', async () => {
  const controller = new AbortController();
  let ended = 0;
  let started: Promise<string> | undefined;
  const done = experiment('done', async () => ({ count: 1 }));
  const endless = experiment('endless', (lab) => {
    lab.onEnd(() => ended++);
    // What is still being started when it is given up is ended as well.
    started = lab.folder();
    controller.abort(new Error('enough'));
    return new Promise(() => {});
  });
  const never = experiment('never', async () => ({ count: 1 }));
  const claims = [claim(1, 'done'), claim(2, 'endless'), claim(3, 'never')];
  const { results } = await run(claims, [done, endless, never], controller.signal);
  expect(ended).toBe(1);
  expect(existsSync((await started) ?? '/')).toBe(false);
  expect(results.verdicts.map(({ claim }) => claim)).toEqual([1]);
  expect(Object.keys(results.experiments)).toEqual(['done']);
});

test('what is measured anew takes the place of what was known, and the rest stays', async () => {
  const [a, b] = [experiment('a', async () => ({ count: 1 })), experiment('b', async () => ({ count: 1 }))];
  const known = await run([claim(1, 'a'), claim(2, 'b')], [a, b]);
  const other = experiment('b', async () => ({ count: 0 }));
  const fresh = await run([claim(2, 'b')], [other]);
  const merged = mergeResults(known.results, fresh.results);
  expect(merged.verdicts.map(({ claim, verdict }) => [claim, verdict])).toEqual([
    [1, 'holds'],
    [2, 'does-not-hold'],
  ]);
  expect(Object.keys(merged.experiments).sort()).toEqual(['a', 'b']);
});

test('what is not measured anew keeps the conditions that it was measured under, whatever is merged after it', async () => {
  const [a, b] = ['a', 'b'].map((id) => experiment(id, async () => ({ count: 1 }))) as [
    Experiment,
    Experiment,
  ];
  const claims = [claim(1, 'a'), claim(2, 'b')];
  const { results: now } = await run(claims, [a, b]);
  const old = {
    ...now,
    environment: { ...now.environment, node: '18.0.0' },
    programs: { nginx: 'nginx 1.0' },
  };
  const { results: fresh } = await run([claim(2, 'b')], [b]);
  const merged = mergeResults(mergeResults(old, fresh), fresh);
  expect(conditionsOf('a', merged)).toMatchObject({
    environment: { node: '18.0.0' },
    programs: { nginx: 'nginx 1.0' },
  });
  expect(conditionsOf('b', merged)).toMatchObject({ environment: fresh.environment, programs: {} });
  expect(resultsShape.parse(JSON.parse(JSON.stringify(merged)))).toEqual(merged);
  for (const page of [claimsPage(merged), claimsMarkdown(merged, 'en')]) {
    expect(page.match(/Node 18\.0\.0 · nginx 1\.0/g)?.length).toBeGreaterThan(0);
    expect(page).toContain(`Node ${now.environment.node}`);
  }
});

test('with a claim all are judged that its experiment decides', async () => {
  const all = [claim(1, 'a'), claim(2, 'b'), claim(3, 'a'), claim(4, 'b')];
  const [first] = all as [Claim];
  expect(withSiblings([first], all).map(({ number }) => number)).toEqual([1, 3]);
});

test('a run may be kept where each experiment asked for was measured and each claim is judged', async () => {
  const sound = experiment('sound', async () => ({ count: 1 }));
  const broken = experiment('broken', async () => {
    throw new Error('a wire came loose');
  });
  const claims = [claim(1, 'sound'), claim(2, 'broken')];
  const both = new Map([
    ['sound', sound],
    ['broken', broken],
  ]);
  const outcome = await run(claims, [sound, broken]);
  expect(lackingIn(outcome, outcome.results, { experiments: both, claims })).toEqual(['broken', 'claim 2']);
  // A figure that was known before makes no new one.
  const known = await run(claims, [sound, experiment('broken', async () => ({ count: 1 }))]);
  const merged = mergeResults(known.results, outcome.results);
  expect(lackingIn(outcome, merged, { experiments: both, claims })).toEqual(['broken']);
  expect(lackingIn(known, known.results, { experiments: both, claims })).toEqual([]);
});

test('the page needs no script, has both languages, and takes no text for markup', async () => {
  const { results } = await run([claim(1, 'a')], [experiment('a', async () => ({ count: 1 }))]);
  const page = claimsPage(results);
  expect(page).toContain('claim &lt;1&gt;');
  expect(page).toContain('lang="ko"');
  expect(page).not.toContain('<script');
});
