/** Somebody looks at a terminal, and there is a screen to open a browser on. */
export function canShow(): boolean {
  if (!process.stdout.isTTY) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}
