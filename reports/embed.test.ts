import { expect, test } from 'vitest';
import { contentSecurityPolicy, cspHash, jsonForHtml } from './embed.ts';

test('embedded JSON holds nothing that could end or open an element, and reads back the same', () => {
  const hostile = { name: '</script><img src=x onerror=alert(1)><!--<script>' };
  const embedded = jsonForHtml(hostile);
  expect(embedded).not.toContain('<');
  expect(JSON.parse(embedded)).toEqual(hostile);
});

test('a hash is the one that browsers compute', () => {
  // The example of the Content Security Policy specification, level 2.
  expect(cspHash("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
});

test('the policy allows nothing by default and no unsafe source', () => {
  const policy = contentSecurityPolicy('script', 'style');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
