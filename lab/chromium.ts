import { tmpdir } from 'node:os';
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
 * Starts a Chromium without a window and with an empty profile. Whoever starts it closes it.
 *
 * @param folder for its temporary files, some of which stay where it is killed
 */
export const openChromium = (
  executablePath: string,
  moreArgs: readonly string[],
  folder: string = tmpdir(),
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [...ARGS, ...moreArgs],
    env: { ...process.env, TMPDIR: folder },
    // Who is interrupted ends it, and may have more to end; playwright would exit at once.
    handleSIGINT: false,
    handleSIGTERM: false,
  });

/** The machine's own, for a test: where there is none it is skipped, or fails in CI. */
export const launchChromium = (
  test: Parameters<typeof needProgram>[0],
  ...moreArgs: readonly string[]
): Promise<Browser> => openChromium(needProgram(test, 'chromium'), moreArgs);
