import { expect, test } from 'vitest';
import { type ComposeFile, resolveComposeFile, type Service } from './compose-file.ts';
import { readDockerfile } from './dockerfile.ts';

type Context = Parameters<typeof resolveComposeFile>[0];

const all = async (context: Context): Promise<[name: string, service: Service][]> =>
  Object.entries((await resolveComposeFile(context, ['*'])).services);
const namesIn = ({ services }: ComposeFile): string[] => Object.keys(services).sort();

test.for<[profiles: string[], services: string[]]>([
  [[], ['report']],
  [['bench'], ['bench', 'report']],
  [['scale'], ['haproxy', 'redis', 'report', 'server']],
  [['proxies'], ['haproxy', 'nginx', 'redis', 'report', 'server']],
])('Docker Compose takes the file with the profiles %j', async ([profiles, services], context) => {
  expect(namesIn(await resolveComposeFile(context, profiles))).toEqual(services);
});

test('every port is published on 127.0.0.1, and on no two services the same', async (context) => {
  const ports = (await all(context)).flatMap(([, { ports }]) => ports);
  expect(ports.length).toBeGreaterThan(0);
  for (const { host_ip } of ports) expect(host_ip).toBe('127.0.0.1');
  const published = ports.map((port) => port.published);
  expect(new Set(published).size).toBe(published.length);
});

test('no container has root, a capability, a file system to write on or all of the machine', async (context) => {
  const stages = await readDockerfile();
  for (const [name, service] of await all(context)) {
    expect(service, name).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      privileged: false,
    });
    expect(service.user ?? stages.get(service.build?.target ?? '')?.user, name).toMatch(
      /^[1-9]\d*:[1-9]\d*$/,
    );
    expect(Number(service.mem_limit), name).toBeGreaterThan(0);
    expect(service.pids_limit, name).toBeGreaterThan(0);
    expect(service.cpuset, name).toBeDefined();
  }
});

test('servers and what loads them have no CPU in common', async (context) => {
  const variables = { SERVER_CPUS: '4-5', LOAD_CPUS: '6' };
  const { services } = await resolveComposeFile(context, ['*'], variables);
  const cpus = Object.entries(services).map(([name, { cpuset }]) => [name, cpuset]);
  const { server, bench, ...others } = Object.fromEntries(cpus) as Record<string, string>;
  expect([server, bench]).toEqual(['4-5', '4-5,6']);
  expect(new Set(Object.values(others))).toEqual(new Set(['6']));
});

test('what holds a connection for every client may open as many files', async (context) => {
  const { services } = await resolveComposeFile(context, ['*']);
  for (const name of ['bench', 'server', 'nginx', 'haproxy'])
    expect(services[name]?.ulimits?.nofile.hard, name).toBeGreaterThan(50_000);
});

test('what stays has a health check, and who needs it waits for that', async (context) => {
  const { services } = await resolveComposeFile(context, ['*']);
  const jobs = ['bench'];
  for (const [name, service] of Object.entries(services)) {
    expect(service.healthcheck !== undefined, name).toBe(!jobs.includes(name));
    for (const { condition } of Object.values(service.depends_on))
      expect(condition, name).toBe('service_healthy');
  }
});

test('an image that others made is named with its whole version', async (context) => {
  const foreign = (await all(context)).filter(([, { build }]) => build === undefined);
  const bases = [...(await readDockerfile()).entries()].filter(([, { base }], _, stages) =>
    stages.every(([name]) => name !== base),
  );
  for (const image of [...foreign.map(([, { image }]) => image), ...bases.map(([, { base }]) => base)])
    expect(image).toMatch(/:\d+\.\d+\.\d+(-[a-z0-9.-]+)?$/);
});
