import type { Engine } from '../../engine.ts';
import { loadProcessesFor } from '../../limits.ts';
import { openLoadSession } from './load-session.ts';

const file = new URL('./load-process.ts', import.meta.url);

/** The lab's own clients: Node processes that play the browsers of the audience. */
export default {
  id: 'native',
  open: async (plan, { keyLogFile } = {}) => {
    const program = { file, ...(keyLogFile !== undefined && { nodeFlags: [`--tls-keylog=${keyLogFile}`] }) };
    return openLoadSession(plan, program, await loadProcessesFor(plan));
  },
} satisfies Engine;
