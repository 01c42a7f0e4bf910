import type { Look } from './look.ts';

/** A small card in the page's own colours instead of the default black box. */
export function tooltipStyle(look: Look) {
  const font = { family: look.fontFamily, size: look.fontPx * 0.8 };
  return {
    backgroundColor: look.surface,
    borderColor: look.grid,
    borderWidth: 1,
    titleColor: look.ink,
    bodyColor: look.ink,
    titleFont: { ...font, weight: 600 },
    bodyFont: font,
    padding: 10,
    cornerRadius: 6,
    usePointStyle: true,
    boxPadding: 4,
  };
}
