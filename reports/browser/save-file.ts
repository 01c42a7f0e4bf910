import { el } from './dom.ts';

/** Hands the reader a file. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = el('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** What a file may be called anywhere. */
export const fileName = (...parts: readonly string[]): string =>
  parts
    .join('-')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .slice(0, 120);
