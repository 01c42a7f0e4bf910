import { serveDisturbed } from '../disturb.ts';

/** The source is late with every event, while the server itself is not busy. Words: milliseconds. */
const lagMs = Number(process.argv[2]);

serveDisturbed(({ hub }) => {
  const publish = hub.publish.bind(hub);
  hub.publish = (request) => {
    setTimeout(publish, lagMs, request);
    // In-process publishing has no use for the id.
    return 0;
  };
});
