import type { Report } from '../report.ts';
import { evidenceOf } from './evidence.ts';
import { askedOf } from './observation.ts';
import type { Question } from './question.ts';

/**
 * The load of the runs themselves, so that the first answer needs no extrapolation; of a sweep, the first. With TLS
 * where any of them has it, because without it HTTP/2 fits no browser.
 */
export function defaultQuestion(reports: readonly Report[]): Question {
  const { observations, used } = evidenceOf(reports);
  const first = observations.find(({ tls }) => tls) ?? observations[0];
  const one = used
    .find(({ id }) => id === first?.runId)
    ?.cases.find(({ id, tls }) => id === first?.caseId && tls === first.tls);
  return {
    ...(one === undefined ? NOTHING_MEASURED : askedOf(one)),
    direction: 'down',
    toleratedDelayMs: 1000,
    lossTolerated: false,
    proxiesOnTheWay: false,
    http2: true,
    tls: first?.tls ?? true,
  };
}

const NOTHING_MEASURED = {
  subscribers: 200,
  eventsPerSecond: 10,
  payloadBytes: 200,
  tabsPerBrowser: 4,
  pollIntervalMs: 500,
};
