import autocannon from 'autocannon';
import { monotonicUs } from '../../../lab/clock.ts';
import { Observer } from '../../observer.ts';
import { answerCommands } from '../../process-mail.ts';
import type { Target } from '../../trial-plan.ts';
import { joinPath } from './polled.ts';
import type { SaturateCommand, SaturatedAnswer } from './saturate.ts';
import { urlOf } from './volley.ts';

/** The first second finds cold code on this side, and is not counted. */
const WARM_UP_S = 1;
const MEASURED_S = 2;

const send = answerCommands<SaturateCommand, SaturatedAnswer>(
  async ({ transport, target, connections }) => {
    const url = urlOf(target.origin) + joinPath(transport);
    await autocannon({ url, connections, duration: WARM_UP_S });
    const before = await readCpu(target);
    const { requests, latency, duration, errors, non2xx } = await autocannon({
      url,
      connections,
      duration: MEASURED_S,
    });
    const after = await readCpu(target);
    if (errors + non2xx > 0) throw new Error(`${errors} requests failed and ${non2xx} were refused`);
    const elapsedUs = after.atUs - before.atUs;
    send({
      type: 'saturated',
      saturation: {
        requestsPerSecond: requests.total / duration,
        connections,
        requestP50Us: latency.p50 * 1e3,
        requestP99Us: latency.p99 * 1e3,
        serverCpuShare: (after.serverUs - before.serverUs) / elapsedUs,
        clientCpuShare: (after.clientUs - before.clientUs) / elapsedUs,
      },
    });
  },
  () => {},
);

/** CPU of the server and of this process so far. */
async function readCpu(target: Target): Promise<{ atUs: number; serverUs: number; clientUs: number }> {
  const observer = new Observer(target, '1.1');
  try {
    const { cpuUs } = await observer.state();
    const { user, system } = process.cpuUsage();
    return { atUs: monotonicUs(), serverUs: cpuUs, clientUs: user + system };
  } finally {
    observer.close();
  }
}
