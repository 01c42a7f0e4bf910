import { spawnSync } from 'node:child_process';
import { findProgram } from '../lab/outside-program.ts';
import type { Program } from './experiment.ts';

interface ProgramFacts {
  /** What makes it say its version, on stdout or stderr. */
  readonly versionWords: readonly string[];
  /** The command that installs it on Debian. */
  readonly install: string;
}

const PROGRAM_FACTS: Readonly<Record<Program, ProgramFacts>> = {
  chromium: { versionWords: ['--version', '--no-sandbox'], install: 'apt-get install chromium' },
  curl: { versionWords: ['--version'], install: 'apt-get install curl' },
  java: { versionWords: ['-version'], install: 'apt-get install openjdk-17-jre-headless' },
  nginx: { versionWords: ['-v'], install: 'apt-get install nginx' },
  haproxy: { versionWords: ['-v'], install: 'apt-get install haproxy' },
  'redis-server': { versionWords: ['--version'], install: 'apt-get install redis-server' },
  tcpdump: { versionWords: ['--version'], install: 'apt-get install tcpdump' },
};

/** Those of the programs that this machine does not have, with the command that gets each. */
export const missingOf = (programs: readonly Program[]): readonly { name: Program; install: string }[] =>
  programs
    .filter((name) => findProgram(name, process.env.PATH ?? '') === undefined)
    .map((name) => ({ name, install: PROGRAM_FACTS[name].install }));

/** The first line in which it names a version. */
export function versionOf(name: Program): string {
  const { stdout, stderr } = spawnSync(name, [...PROGRAM_FACTS[name].versionWords], { encoding: 'utf8' });
  const lines = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n');
  return lines.find((line) => /\d\.\d/.test(line))?.trim() ?? 'unknown';
}
