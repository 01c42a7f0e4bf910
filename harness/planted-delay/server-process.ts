import { monotonicUs } from '../../lab/clock.ts';
import { startHost } from '../../transports/start-host.ts';
import { serveTrial } from '../trial-server.ts';

const [stage, delayMs] = process.argv.slice(2);

/** A server that is late on purpose: publishes late (`source`), or writes late (`server`). */
serveTrial(async (options) => {
  const host = await startHost(options);
  const { hub } = host;
  const { publish, read, join } = hub;
  if (stage === 'source') {
    hub.publish = (event) => {
      loseTime();
      return publish.call(hub, event);
    };
  } else {
    hub.read = (channel, after) => {
      const page = read.call(hub, channel, after);
      if (page.events.length > 0) loseTime();
      return page;
    };
    hub.join = (subscriber, after) => {
      const { deliver } = subscriber;
      subscriber.deliver = (event) => {
        loseTime();
        deliver.call(subscriber, event);
      };
      return join.call(hub, subscriber, after);
    };
  }
  return host;
});

function loseTime(): void {
  const untilUs = monotonicUs() + Number(delayMs) * 1e3;
  while (monotonicUs() < untilUs);
}
