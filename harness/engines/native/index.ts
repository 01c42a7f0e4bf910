import type { Engine } from '../../engine.ts';
import { openLoadSession } from './load-session.ts';

const program = new URL('./load-process.ts', import.meta.url);

/** The lab's own clients: Node processes that play the browsers of the audience. */
export default {
  id: 'native',
  open: (plan) => openLoadSession(plan, program),
} satisfies Engine;
