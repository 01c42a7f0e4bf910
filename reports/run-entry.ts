import { z } from 'zod';

const texts = z.object({ en: z.string(), ko: z.string() });

/** What a list shows of the content of a run. */
export const runSummaryShape = z.object({
  /** Scenario and fault, as the run's page is called. */
  title: texts,
  command: z.string(),
  seed: z.string(),
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    os: z.string(),
    node: z.string(),
  }),
  complete: z.boolean(),
  /** False where something fatal makes the run, or one of its cases, invalid. */
  valid: z.boolean(),
  /** Of a search for capacity, what was searched for. */
  cases: z.number(),
  /** The most that any case has; of a search, all its probes. */
  trials: z.number(),
  scenarios: z.array(z.string()),
  faults: z.array(z.string()),
  /** Those that are compared, without the reference. */
  transports: z.array(
    z.object({ id: z.string(), title: texts, colour: z.object({ light: z.string(), dark: z.string() }) }),
  ),
  http: z.array(z.string()),
  /** True of a search for capacity. */
  capacity: z.boolean(),
});

export type RunSummary = z.infer<typeof runSummaryShape>;

/** What a list shows of a stored run. Plain JSON. */
export interface RunEntry {
  /** Its folder. */
  readonly id: string;
  /** What somebody called it, to be shown beside the id. */
  readonly name: string | null;
  readonly sizeBytes: number;
  readonly startedAt: string | null;
  /** Why it cannot be read; then there is no summary. */
  readonly damaged: string | null;
  readonly summary: RunSummary | null;
}
