import { disturbDeliveries, serveDisturbed } from '../disturb.ts';
import { ShareBurner } from '../share-burner.ts';

/** Every delivery costs the server more. Words: the share of what it costs anyway. */
const share = Number(process.argv[2]);

serveDisturbed(({ hub }) => {
  let burner: ShareBurner | undefined;
  disturbDeliveries(hub, (event, pass) => {
    // From the first delivery on: to start and to let clients in is no part of what they take.
    burner ??= new ShareBurner(share);
    burner.burn();
    pass(event);
  });
});
