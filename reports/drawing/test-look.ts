import type { Look } from './look.ts';

/** A look for tests that have no page to read one from. */
export const TEST_LOOK: Look = {
  language: 'en',
  scheme: 'light',
  ink: '#111111',
  muted: '#666666',
  grid: '#dddddd',
  faded: '#bbbbbb',
  danger: '#b3261e',
  surface: '#ffffff',
  fontFamily: 'sans-serif',
  fontPx: 16,
};
