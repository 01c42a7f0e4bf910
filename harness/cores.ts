import { readFileSync } from 'node:fs';

/** `0-2,5`, as the kernel writes it, to its numbers. */
export const readCpuList = (text: string): number[] =>
  text.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });

/**
 * The CPUs that this process was allowed when it started, by number: of a container or under `taskset` they need not
 * begin with 0. Undefined where the system does not tell.
 */
export function allowedCpus(): number[] | undefined {
  try {
    const [, list] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return list === undefined ? undefined : readCpuList(list);
  } catch {
    return undefined;
  }
}
