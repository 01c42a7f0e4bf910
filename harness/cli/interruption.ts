import { messageOf } from '../../lab/errors.ts';

/** Aborts at the first Ctrl-C or SIGTERM; the second one ends the process as usual. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.stderr.write('\nStopping; what is done will be kept.\n');
      controller.abort(new Error(messageOf(signal)));
    });
  }
  return controller.signal;
}
