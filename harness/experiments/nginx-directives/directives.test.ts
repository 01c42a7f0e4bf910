import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findProxy } from '../../proxy-parts.ts';
import { DIRECTIVES, withMore, without } from './directives.ts';

const configuration = await readFile((await findProxy('nginx-tuned')).configuration, 'utf8');

/** What nginx cannot do without here: where it listens, where the servers are. */
const NEEDED = /^(include|proxy_pass)\b/;

test('every directive that nginx-tuned has by choice is taken away once, and no other', () => {
  const chosen = configuration
    .replace(/map \$http_upgrade .*?\}/s, '')
    .split('\n')
    .map((line) => /^([^#]+);$/.exec(line.trim())?.[1] ?? '')
    .filter((text) => text !== '' && !NEEDED.test(text));
  expect(DIRECTIVES.map(({ text }) => text).sort()).toEqual(chosen.sort());
});

test('every directive has a comment above it that says what it repairs', () => {
  const lines = configuration.split('\n').map((line) => line.trim());
  for (const { text } of DIRECTIVES) {
    const place = lines.indexOf(`${text};`);
    // Two that are needed together share one.
    const above = lines[place - 1]?.startsWith('proxy_set_header') ? lines[place - 2] : lines[place - 1];
    expect(above, text).toMatch(/^#/);
  }
});

test.each(DIRECTIVES.map((directive) => [directive.text, directive] as const))(
  'without %s the configuration is the same but for it',
  (text, directive) => {
    const changed = without(configuration, directive);
    expect(changed).not.toContain(`${text};`);
    if (directive.instead !== undefined) expect(changed).toContain(`${directive.instead};`);
    expect(configuration.length - changed.length).toBeLessThanOrEqual(text.length + 1);
  },
);

test('a directive that the configuration does not have is not passed over', () => {
  const [first] = DIRECTIVES;
  expect(() => without('events {}', first as (typeof DIRECTIVES)[number])).toThrow('0 times');
});

test('directives that are added stand where requests are passed on, and can be taken away again', () => {
  const added = withMore(configuration, ['proxy_cache off', 'gzip off']);
  expect(added).toMatch(/proxy_pass http:\/\/servers;\s+proxy_cache off;\s+gzip off;/);
  const scene = (DIRECTIVES[0] as (typeof DIRECTIVES)[number]).scene;
  const one = without(added, { text: 'proxy_cache off', scene });
  expect(without(one, { text: 'gzip off', scene }).replaceAll(/\s/g, '')).toBe(
    configuration.replaceAll(/\s/g, ''),
  );
  expect(() => withMore('events {}', ['gzip off'])).toThrow('0 times');
});
