import { disturbDeliveries, serveDisturbed, smallBurner } from '../disturb.ts';

/** Every delivery costs the server more. Words: nanoseconds of CPU. */
const nanoseconds = Number(process.argv[2]);

serveDisturbed(({ hub }) => {
  const burn = smallBurner(nanoseconds);
  disturbDeliveries(hub, (event, pass) => {
    burn();
    pass(event);
  });
});
