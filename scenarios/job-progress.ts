import { z } from 'zod';
import { atLeastOne, positive, zeroOrMore } from './parameters.ts';
import type { PlannedEvent, Scenario } from './scenario.ts';

const parameters = z.strictObject({
  clients: atLeastOne(100).describe('subscribers, each with jobs of its own'),
  rate: positive(10).describe('progress events per second and job, evenly'),
  jobSeconds: positive(5).describe('seconds that a job takes from 0 to 100 %'),
  pauseSeconds: zeroOrMore(1).describe('seconds from the end of a job to the start of the next'),
});

type Parameters = z.infer<typeof parameters>;

/** In the shortest run a subscriber still sees two jobs, and so a change from one stream to the next. */
const CYCLES_IN_HORIZON = 3;

/** When the jobs of one subscriber run; the same for all but for the start that the seed gives. */
interface Plan {
  readonly jobUs: number;
  /** From the start of one job to the start of the next. */
  readonly cycleUs: number;
  readonly jobs: number;
}

/**
 * Fits the jobs into the horizon. Every stream must end properly, so a job that might not end before
 * the horizon is not begun; and where the horizon is shorter than three cycles, jobs and pauses are
 * shortened alike until it is not. The rate stays, so such a job has fewer events. The number of
 * jobs holds for any start within the first cycle, because the audience is not seeded.
 */
function planJobs({ jobSeconds, pauseSeconds }: Parameters, horizonUs: number): Plan {
  const cycleSeconds = jobSeconds + pauseSeconds;
  const cycleUs = Math.min(cycleSeconds * 1e6, horizonUs / CYCLES_IN_HORIZON);
  const jobUs = (jobSeconds / cycleSeconds) * cycleUs;
  return { jobUs, cycleUs, jobs: Math.floor((horizonUs - jobUs) / cycleUs) };
}

const channelOf = (client: number, job: number): string => `job-${client + 1}-${job + 1}`;

/** The events of one job: steps from 0 to 100 % and, at the same moment as the last, the end. */
function* jobEvents(channel: string, startUs: number, jobUs: number, steps: number): Generator<PlannedEvent> {
  for (let step = 0; step <= steps; step += 1) {
    const offsetUs = Math.floor(startUs + (step * jobUs) / steps);
    yield { offsetUs, channel, kind: 'message', data: { percent: (100 * step) / steps } };
  }
  yield { offsetUs: Math.floor(startUs + jobUs), channel, kind: 'end', data: { result: 'done' } };
}

/** Streams that end: each subscriber follows a job to 100 %, then the next on a new connection. */
export default {
  id: 'job-progress',
  title: { en: 'Job progress', ko: '작업 진행률' },
  summary: {
    en: 'Each subscriber follows its own job to 100 %; the stream ends, and the next job is a new one.',
    ko: '구독자마다 자기 작업을 100 %까지 지켜보고, 스트림이 끝나면 새 연결로 다음 작업을 봅니다.',
  },
  parameters,
  upstream: false,
  audience: (chosen, horizonUs) => {
    const { jobs } = planJobs(chosen, horizonUs);
    return Array.from({ length: chosen.clients }, (_, client) => ({
      channels: Array.from({ length: jobs }, (_, job) => channelOf(client, job)),
      // It may come to a job's stream after the job has begun, and still wants all of it.
      from: 'beginning' as const,
    }));
  },
  sources: (chosen) =>
    Array.from({ length: chosen.clients }, (_, client) => ({
      id: `jobs-${client + 1}`,
      *events(random, horizonUs) {
        const { jobUs, cycleUs, jobs } = planJobs(chosen, horizonUs);
        const firstUs = random.uniform() * cycleUs;
        const steps = Math.max(1, Math.round((jobUs / 1e6) * chosen.rate));
        for (let job = 0; job < jobs; job += 1) {
          yield* jobEvents(channelOf(client, job), firstUs + job * cycleUs, jobUs, steps);
        }
      },
    })),
} satisfies Scenario<Parameters>;
