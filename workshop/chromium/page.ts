import type { Browser, Page } from 'playwright-core';
import { servePage } from '../../transports/bare-page.ts';
import type { HostOptions, RunningHost } from '../../transports/start-host.ts';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';
import type { HttpVersion, Transport } from '../../transports/transport.ts';
import type { Laboratory } from '../laboratory.ts';

/** A certificate that nobody signed: the browser is told not to mind. */
export const openBrowser = (lab: Laboratory): Promise<Browser> =>
  lab.chromium('--ignore-certificate-errors', '--renderer-process-limit=4');

export interface PageHost {
  readonly host: RunningHost;
  /** Such as `https://127.0.0.1:4700`. */
  readonly origin: string;
}

/** A host whose pages a browser can open: cleartext over HTTP/1.1, and over HTTP/2 TLS, as browsers have it. */
export async function openHost(
  lab: Laboratory,
  http: HttpVersion,
  transports: readonly Transport[],
  options: Partial<HostOptions> = {},
): Promise<PageHost> {
  const [first, ...others] = transports;
  if (first === undefined) throw new Error('a host without a transport has nothing to serve');
  const paged: Transport = {
    ...first,
    mount: (host) => {
      servePage(host);
      first.mount?.(host);
    },
  };
  const host = await lab.host({
    http,
    transports: [paged, ...others],
    ...(http === '2' && { tls: await identity }),
    ...options,
  });
  return { host, origin: `${http === '2' ? 'https' : 'http'}://127.0.0.1:${host.port}` };
}

const identity = makeTlsIdentity();

/** A page of that origin in a browser of its own: it shares connections with no other. */
export async function openPage(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/page`);
  return page;
}
