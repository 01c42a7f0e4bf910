import { publishedReports } from '../../../reports/published/published-runs.ts';
import type { Live } from '../../live.ts';

/** The measured costs that advice is drawn from: the runs that are kept with the lab. */
export default {
  open: async () => ({ facts: { reports: await publishedReports() } }),
} satisfies Live;
