import type { Engine } from '../../engine.ts';
import native from '../../engines/native/index.ts';
import { openLoadSession } from '../../engines/native/load-session.ts';

const program = { file: new URL('./reader-process.ts', import.meta.url) };

/** The lab's own clients, but the yardstick `bare-reader` is read by the least that reads at all. */
export const nativeOrBare: Engine = {
  id: 'native',
  open: (plan) => (plan.transport === 'bare-reader' ? openLoadSession(plan, program, 1) : native.open(plan)),
};
