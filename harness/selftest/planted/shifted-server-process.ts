import { serveTrial } from '../../trial-server.ts';

/** The server's clock is ahead of the others'. Words: milliseconds. */
const aheadMs = Number(process.argv[2]);

const hrtime = process.hrtime;
const shifted = (): [number, number] => {
  const [seconds, nanoseconds] = hrtime();
  const later = nanoseconds + aheadMs * 1e6;
  return [seconds + Math.floor(later / 1e9), later % 1e9];
};
process.hrtime = Object.assign(shifted, { bigint: hrtime.bigint });

serveTrial();
