import { monotonicUs } from '../lab/clock.ts';
import { defineErrorCodes, LabError, messageOf } from '../lab/errors.ts';
import type { ClockMessage, FailedMessage } from './lab-process.ts';

const codes = defineErrorCodes({
  'process-fault': 'A process of the lab could not do what it was told, for a reason nobody foresaw',
});

/**
 * The other end of a LabProcess: hands each command to `handle`, answers what it throws as `failed`,
 * tells the clock when it is asked, and ends the process with the
 * coordinator.
 *
 * @param onEnd what to do before the process ends (SIGTERM, or the coordinator is gone)
 * @returns sends an answer
 */
export function answerCommands<Command extends { type: string }, Answer extends { type: string }>(
  handle: (command: Command) => Promise<void> | void,
  onEnd: () => Promise<void> | void,
): (answer: Answer) => void {
  const send = (answer: Answer | FailedMessage | ClockMessage): void => {
    if (process.connected) process.send?.(answer);
  };
  const fail = (error: unknown): void =>
    send({
      type: 'failed',
      code: error instanceof LabError ? error.code : codes['process-fault'],
      message: messageOf(error),
      ...(error instanceof LabError && { details: error.details }),
    });
  const end = async (): Promise<void> => {
    await onEnd();
    process.exit(0);
  };
  process.on('message', (command: Command) => {
    if (command.type === 'clock') return send({ type: 'clock', monotonicUs: monotonicUs() });
    // A command may throw at once or later: both are answered.
    Promise.resolve()
      .then(() => handle(command))
      .catch(fail);
  });
  process.once('SIGTERM', () => void end());
  process.once('disconnect', () => void end());
  // Ctrl-C reaches the whole group; the coordinator decides in which order things end.
  process.on('SIGINT', () => {});
  return send;
}
