import type { TrialPlan } from '../../trial-plan.ts';

/** Under what load a directive is missed. */
export interface Scene {
  /** As a row names it. */
  readonly name: string;
  readonly plan: Partial<TrialPlan>;
  /** A second server, which takes no connection and refuses none. */
  readonly silentServer?: true;
}

const SCENES = {
  calm: { name: '16 subscribers', plan: {} },
  crowd: {
    name: '560 subscribers',
    plan: {
      parameters: { clients: 560, rate: 1, payloadBytes: 100 },
      pollIntervalMs: 2_000,
      durationUs: 2_000_000,
    },
  },
  quiet: {
    name: 'quiet: an event every 6 s or so',
    plan: { parameters: { clients: 16, rate: 0.16, payloadBytes: 100 }, durationUs: 8_000_000 },
  },
  silent: { name: 'one of two servers answers no connect', plan: {}, silentServer: true },
} satisfies Readonly<Record<string, Scene>>;

export interface Directive {
  /** As it stands in `nginx-tuned/nginx.conf`, without its semicolon. */
  readonly text: string;
  readonly scene: Scene;
  /** In its place; nothing unless told. */
  readonly instead?: string;
  readonly note?: string;
}

/** Every directive of nginx-tuned that somebody chose, with the load under which it is missed. */
export const DIRECTIVES: readonly Directive[] = [
  { text: 'proxy_http_version 1.1', scene: SCENES.calm },
  { text: 'proxy_set_header Upgrade $http_upgrade', scene: SCENES.calm },
  { text: 'proxy_set_header Connection $connection_header', scene: SCENES.calm },
  { text: 'keepalive 64', scene: SCENES.calm },
  { text: 'proxy_buffering off', scene: SCENES.calm },
  {
    text: 'proxy_read_timeout 75s',
    scene: SCENES.quiet,
    instead: 'proxy_read_timeout 2s',
    note: 'Without proxy_read_timeout it is 60 s, here shortened to 2 s; the heartbeat of 15 s stands for one that is longer than the timeout.',
  },
  { text: 'proxy_connect_timeout 1s', scene: SCENES.silent },
  { text: 'worker_connections 19500', scene: SCENES.crowd },
  {
    text: 'worker_rlimit_nofile 20000',
    scene: SCENES.crowd,
    note: 'The lab starts a proxy with a soft limit of 1,024 open files, as a service manager does.',
  },
];

/** The configuration without the directive. Throws where it does not have it, or more than once. */
export function without(configuration: string, { text, instead }: Directive): string {
  const parts = configuration.split(`${text};`);
  if (parts.length !== 2) throw new Error(`the configuration has "${text};" ${parts.length - 1} times`);
  return parts.join(instead === undefined ? '' : `${instead};`);
}

/** The configuration with more directives for what it passes on. Throws where it does not pass on in one place. */
export function withMore(configuration: string, texts: readonly string[]): string {
  const passes = 'proxy_pass http://servers;';
  const parts = configuration.split(passes);
  if (parts.length !== 2) throw new Error(`the configuration has "${passes}" ${parts.length - 1} times`);
  return parts.join([passes, ...texts.map((text) => `${text};`)].join('\n            '));
}
