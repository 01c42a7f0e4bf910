import { el } from '../../reports/browser/dom.ts';
import type { Language } from '../../reports/drawing/look.ts';
import { texts } from '../texts.ts';
import { qrCode } from './qr-code.ts';

const words = texts.presenter;

/** How participants join: by QR code or link; null where the room is closed. */
export function roomDoor(url: string | null, language: Language): HTMLElement[] {
  const heading = el('h2', {}, words.room[language]);
  if (url === null) return [heading, el('p', { class: 'small' }, words.closed[language])];
  const code = el('p', { class: 'qr' });
  code.append(qrCode(url, url));
  return [heading, code, el('p', { class: 'room-link' }, el('a', { href: url }, url))];
}
