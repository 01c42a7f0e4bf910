import { serveDisturbed } from '../disturb.ts';
import { type Spoil, spoilDeliveries } from '../spoil-deliveries.ts';

/** The server spoils every n-th delivery. Words: how, and n. */
const [how, every] = process.argv.slice(2);

serveDisturbed(({ hub }) => spoilDeliveries(hub, how as Spoil, Number(every)));
