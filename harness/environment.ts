import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { CORES, processesArePinned } from './lab-process.ts';
import type { Run } from './results/schema.ts';

/** The libraries that carry or count what is measured. */
const MEASURED_WITH = ['express', 'ws', 'eventsource-parser', 'hdr-histogram-js'];

/**
 * The machine and the versions that a result depends on.
 *
 * @param ofTheEngine packages that its engine plays the clients with
 */
export async function describeEnvironment(ofTheEngine: readonly string[] = []): Promise<Run['environment']> {
  const versions = await Promise.all(
    [...MEASURED_WITH, ...ofTheEngine].map(async (name) => [name, await versionOf(name)] as const),
  );
  const own = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    openssl: process.versions.openssl,
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: CORES,
    memoryBytes: os.totalmem(),
    pinned: processesArePinned(),
    packages: Object.fromEntries(versions),
    lab: own.version,
  };
}

/** A package's own package.json is not always exported, so it is found beside its main file. */
async function versionOf(name: string): Promise<string> {
  const folder = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const text = await readFile(folder, 'utf8').catch(() => undefined);
  return text === undefined ? 'unknown' : (JSON.parse(text) as { version: string }).version;
}
