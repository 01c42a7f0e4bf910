import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A command of the lab as a person runs it, for tests. */
export interface RunningCommand {
  readonly pid: number;
  /** What it has written so far. */
  readonly output: { stdout: string; stderr: string };
  /** Resolves when stdout or stderr contains the text. */
  says(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

/** Starts `harness/cli/<name>.ts`; no word of the line holds a space. */
export function startCommand(name: 'bench' | 'report' | 'serve' | 'selftest', line: string): RunningCommand {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...line.split(' ')], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([code, signal]) => (code as number | null) ?? String(signal));
  return {
    pid: child.pid ?? 0,
    output,
    ended,
    signal: (signal) => child.kill(signal),
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (`${output.stdout}${output.stderr}`.includes(text)) resolve();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void ended.then(() => reject(new Error(`ended without "${text}": ${output.stderr}`)));
        look();
      }),
  };
}

/** The processes of this machine that descend from one, as `ps` sees them now. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const ps = spawn('ps', ['-eo', 'pid=,ppid='], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  ps.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(ps, 'close');
  const children = new Map<number, number[]>();
  for (const line of text.trim().split('\n')) {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  const walk = (parent: number): void => {
    for (const child of children.get(parent) ?? []) {
      if (child === ps.pid) continue;
      found.push(child);
      walk(child);
    }
  };
  walk(pid);
  return found;
}
