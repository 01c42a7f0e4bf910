import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { findProgram, needProgram, type SkippableTest } from '../../lab/outside-program.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const mount = z.object({
  type: z.enum(['volume', 'bind']),
  source: z.string(),
  target: z.string(),
  read_only: z.boolean().default(false),
});

const service = z.object({
  image: z.string(),
  build: z.object({ target: z.string() }).optional(),
  profiles: z.array(z.string()).default([]),
  command: z.array(z.string()).nullable(),
  entrypoint: z.array(z.string()).nullable(),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  user: z.string().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  deploy: z.object({ replicas: z.number() }).partial().optional(),
  ports: z
    .array(z.object({ host_ip: z.string().optional(), target: z.number(), published: z.string() }))
    .default([]),
  expose: z.array(z.string()).default([]),
  volumes: z.array(mount).default([]),
  tmpfs: z.array(z.string()).default([]),
  networks: z.record(z.string(), z.unknown()).optional(),
  network_mode: z.string().optional(),
  cpuset: z.string().optional(),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
  ulimits: z.object({ nofile: z.object({ soft: z.number(), hard: z.number() }) }).optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  privileged: z.boolean().default(false),
});

const composeFile = z.object({ services: z.record(z.string(), service) });

export type ComposeFile = z.infer<typeof composeFile>;
export type Service = z.infer<typeof service>;

/**
 * docker-compose.yml as Docker Compose itself understands it, with every variable filled in. It needs no engine.
 * Rejects with what Compose says where the file is wrong.
 */
export async function resolveComposeFile(
  test: SkippableTest,
  profiles: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<ComposeFile> {
  const [program = '', ...words] = findCompose(test);
  const chosen = profiles.flatMap((profile) => ['--profile', profile]);
  const { stdout } = await promisify(execFile)(
    program,
    [...words, '--project-directory', ROOT, ...chosen, 'config', '--format', 'json'],
    // Nothing of who runs the test: a variable of theirs would be filled in.
    { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables } },
  );
  return composeFile.parse(JSON.parse(stdout));
}

/** Compose comes as a program of its own, or as a plug-in of docker. */
function findCompose(test: SkippableTest): string[] {
  const path = process.env.PATH ?? '';
  const asPlugIn =
    findProgram('docker-compose', path) === undefined &&
    spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;
  return asPlugIn ? ['docker', 'compose'] : [needProgram(test, 'docker-compose')];
}
