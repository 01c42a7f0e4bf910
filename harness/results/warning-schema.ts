import { z } from 'zod';

const texts = z.object({ en: z.string(), ko: z.string() });

/** Before warnings spoke two languages they had a message and a remedy, both in English. */
const liftFirstShape = (value: unknown): unknown => {
  const { message, remedy, ...rest } = Object(value) as Record<string, unknown>;
  if (typeof message !== 'string') return value;
  return {
    ...rest,
    seen: { en: message, ko: message },
    why: { en: '', ko: '' },
    remedy: { en: remedy, ko: remedy },
  };
};

/** A reason not to believe a case, or the whole run: fatal ones make it invalid. */
export const warningSchema = z.preprocess(
  liftFirstShape,
  z.object({
    code: z.string(),
    fatal: z.boolean(),
    /** What was seen, with its figures. */
    seen: texts,
    /** Why it may mislead. */
    why: texts,
    /** What to do. */
    remedy: texts,
  }),
);

export type Warning = z.infer<typeof warningSchema>;
