import type { Meter } from '../meter.ts';

/** Limits that the server or its system ran into. */
export default {
  id: 'limits',
  metrics: [],
  section: ({ before, afterDrain, machine }) => {
    const refused = afterDrain.connections.refused - before.connections.refused;
    const { acceptQueueOverflows: first } = machine?.before ?? {};
    const { acceptQueueOverflows: last } = machine?.afterDrain ?? {};
    const { serverOpenFiles, serverOpenFilesLimit } = machine?.measureEnd ?? {};
    return {
      limits: {
        refused,
        ...(first !== undefined && last !== undefined && { acceptQueueOverflows: last - first }),
        ...(serverOpenFiles !== undefined && { serverOpenFiles }),
        ...(serverOpenFilesLimit !== undefined && { serverOpenFilesLimit }),
      },
    };
  },
} satisfies Meter;
