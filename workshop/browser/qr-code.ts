import encodeQR from 'qr';
import { svg } from '../../reports/browser/dom.ts';

/** Light around it, which readers need. */
const QUIET = 2;

/** A link as a QR code: always dark on light, whatever the page's colours. */
export function qrCode(text: string, label: string): SVGElement {
  const rows = encodeQR(text, 'raw', { border: QUIET });
  const size = String(rows.length);
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('');
  return svg(
    'svg',
    {
      viewBox: `0 0 ${size} ${size}`,
      class: 'qr-code',
      role: 'img',
      'aria-label': label,
      'shape-rendering': 'crispEdges',
    },
    svg('rect', { width: size, height: size, fill: '#fff' }),
    svg('path', { d: path, fill: '#000' }),
  );
}
