import { z } from 'zod';
import { discoverParts, type Part } from '../../lab/parts.ts';
import { type Texts, textsShape } from '../../lab/texts.ts';
import type { BenchCase } from '../results/schema.ts';
import type { SelfTestLab } from './selftest-lab.ts';

/** Something wrong that is planted in a real run, for the lab to find by its ordinary figures and warnings. */
export interface Defect extends Part {
  /** What is planted. */
  readonly title: Texts;
  /** Its place in the table; the others are 10 apart. */
  readonly order: number;
  /** What the lab must say of it. */
  readonly expected: string;
  hunt(lab: SelfTestLab): Promise<Finding>;
}

export interface Finding {
  /** What the lab said, with its figures. */
  readonly found: string;
  readonly caught: boolean;
}

const shape = z.object({
  id: z.string(),
  title: textsShape,
  order: z.number(),
  expected: z.string().min(1),
  hunt: z.custom((value) => typeof value === 'function', 'a function'),
});

/** Every defect of `defects/`, in the order of the table. Rejects with a LabError that names a malformed one. */
export async function loadDefects(): Promise<readonly Defect[]> {
  const defects = await discoverParts(new URL('./defects/', import.meta.url), (candidate) => {
    const result = shape.safeParse(candidate);
    if (!result.success) throw new Error(z.prettifyError(result.error));
    return candidate as Defect;
  });
  return [...defects.values()].sort((a, b) => a.order - b.order);
}

/** The codes of the fatal warnings of a case. */
export const fatalCodes = ({ warnings }: BenchCase): string[] =>
  warnings.filter(({ fatal }) => fatal).map(({ code }) => code);

/** Whether the lab called a case invalid for this reason, and its words for it. */
export function findFatal(one: BenchCase, code: string): Finding {
  const warning = one.warnings.find((known) => known.fatal && known.code === code);
  const others = fatalCodes(one).filter((other) => other !== code);
  const rest = others.length === 0 ? '' : `also fatal: ${others.join(', ')}`;
  return {
    found: [warning?.seen.en ?? `no fatal ${code}`, rest].filter((words) => words !== '').join(' '),
    caught: warning !== undefined,
  };
}
