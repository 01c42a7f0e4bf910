import { disturbDeliveries, serveDisturbed, spin } from '../disturb.ts';

/** Every delivery costs the server more. Words: nanoseconds of CPU. */
const nanoseconds = Number(process.argv[2]);

serveDisturbed(({ hub }) =>
  disturbDeliveries(hub, (event, pass) => {
    spin(nanoseconds);
    pass(event);
  }),
);
