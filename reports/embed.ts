import { createHash } from 'node:crypto';

/**
 * JSON that can stand inside `<script type="application/json">`: with every `<` escaped, neither
 * `</script>` nor `<!--` can end or change the element, whatever names and messages contain.
 */
export const jsonForHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The source expression that allows exactly this inline script or style. */
export const cspHash = (content: string): string =>
  `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** Nothing remote, nothing inline but these two, and no string may become markup. */
export const contentSecurityPolicy = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${cspHash(script)}`,
    `style-src ${cspHash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
