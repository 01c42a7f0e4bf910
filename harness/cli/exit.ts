import { type Command, CommanderError } from 'commander';
import { LabError, UsageError } from '../../lab/errors.ts';

/** What a command's exit code says. */
export const EXIT = { done: 0, failed: 1, usage: 2, invalid: 3, slower: 4 } as const;

/**
 * Runs a command and sets the exit code. An error is one sentence on stderr, never a stack trace;
 * what nobody foresaw keeps its stack for those who set DEBUG.
 */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has said it already; --help and --version are no errors.
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
      return;
    }
    process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failed;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${message}${error instanceof LabError ? ` [${error.code}]` : ''}\n`);
    if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  }
}

/** Parses the command line; commander's own refusals become exceptions. Excess words are refused. */
export function parseCommand(command: Command): Record<string, unknown> {
  command.exitOverride().allowExcessArguments(false).showHelpAfterError('(--help shows examples)').parse();
  return command.opts();
}
