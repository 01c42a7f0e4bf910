import { type Browser, chromium } from 'playwright-core';
import { needProgram } from './outside-program.ts';

/** Nothing that would differ from machine to machine, or ask the network for anything of its own. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the machine's own Chromium, without a window and with an empty profile. Only tests use it:
 * where there is none the test is skipped, or fails in CI. Whoever starts it closes it.
 */
export function launchChromium(
  test: Parameters<typeof needProgram>[0],
  ...moreArgs: readonly string[]
): Promise<Browser> {
  return chromium.launch({ executablePath: needProgram(test, 'chromium'), args: [...ARGS, ...moreArgs] });
}
