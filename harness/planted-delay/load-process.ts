import { Crowd } from '../engines/native/crowd.ts';

const { onEvent } = Crowd.prototype;
const delayUs = Number(process.argv[2]) * 1e3;

/** Clients that take notice of everything late. */
Crowd.prototype.onEvent = function late(tab, event, receivedAtUs, ...rest) {
  onEvent.call(this, tab, event, receivedAtUs + delayUs, ...rest);
};

await import('../engines/native/load-process.ts');
