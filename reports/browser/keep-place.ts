/** Draws a page anew and leaves the reader where they were: the same scroll position, and the focus on what has the same id. */
export function keepPlace(draw: () => void): void {
  const focused = document.activeElement?.id;
  const { scrollY } = window;
  draw();
  window.scrollTo(0, scrollY);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
