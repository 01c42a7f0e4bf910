import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineErrorCodes, LabError } from '../../../lab/errors.ts';
import { type EmitterApp, versionsShape } from './emitter-app.ts';

const codes = defineErrorCodes({
  'spring-app-missing': 'The Spring Boot application of a lesson has not been built',
  'spring-app-silent': 'The Spring Boot application of a lesson did not start',
});

export const SPRING_JAR = new URL('../../lessons/emitters-clock/spring/target/emitter.jar', import.meta.url);
const STARTED = /Tomcat started on port (\d+)/;
/** A virtual machine that starts beside a busy bench takes its time. */
const PATIENCE_MS = 60_000;
/** It lives for seconds: what starts sooner matters more than what runs faster, and nobody attaches a profiler. */
const FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xmx192m'];

/** Starts the real SseEmitter in a process of its own, on a port that the system chooses. Rejects with a LabError. */
export async function startSpringApp(java: string): Promise<EmitterApp> {
  if (!existsSync(SPRING_JAR)) {
    throw new LabError(codes['spring-app-missing'], {
      expected: 'workshop/lessons/emitters-clock/spring/target/emitter.jar',
      got: 'no such file',
      remedy: 'Build it with "mvn -q package" in that lesson’s folder spring/.',
    });
  }
  // Tomcat makes folders at its start, and removes them only when it ends in peace.
  const folder = mkdtempSync(join(tmpdir(), 'workshop-emitter-'));
  const words = [...FLAGS, `-Djava.io.tmpdir=${folder}`, '-jar', fileURLToPath(SPRING_JAR)];
  const child = spawn(java, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  // Also where this process ends before it comes to `close`.
  const end = (): void => {
    child.kill('SIGKILL');
    clear();
  };
  process.once('exit', end);
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited.catch(() => {});
    clear();
    process.off('exit', end);
  };
  try {
    let said = '';
    const port = await new Promise<string>((resolve, reject) => {
      const give = (got: string): void => {
        clearTimeout(patience);
        reject(new LabError(codes['spring-app-silent'], { expected: 'the port that it listens on', got }));
      };
      const patience = setTimeout(() => give('nothing within a minute'), PATIENCE_MS);
      exited.then(
        () => give(`its end: ${said.slice(-500)}`),
        (error: Error) => give(error.message),
      );
      child.stdout.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-10_000);
        const port = STARTED.exec(said)?.[1];
        if (port === undefined) return;
        clearTimeout(patience);
        resolve(port);
      });
    });
    const origin = `http://127.0.0.1:${port}`;
    const versions = versionsShape.parse(await (await fetch(`${origin}/versions`)).json());
    // The first stream of a virtual machine takes a second to set up, and an emitter that is completed before
    // Spring has set its stream up calls nothing back.
    await (await fetch(`${origin}/emitters?name=first&timeoutMs=1`)).text();
    return { origin, versions, close };
  } catch (error) {
    await close();
    throw error;
  }
}
