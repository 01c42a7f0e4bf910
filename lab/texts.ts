import { z } from 'zod';

/** A text in every language of the lab. A part carries its own. */
export const textsShape = z.object({ en: z.string().min(1), ko: z.string().min(1) });

export type Texts = Readonly<z.infer<typeof textsShape>>;
