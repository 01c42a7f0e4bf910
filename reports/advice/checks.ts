import type { Texts } from '../../lab/texts.ts';
import { texts } from '../texts.ts';
import type { Estimate } from './advise.ts';
import type { Observation } from './observation.ts';
import { HTTP2_STREAMS, starvedTabs } from './pool.ts';
import type { Quantity } from './quantity.ts';
import type { Question } from './question.ts';
import { say } from './say.ts';

/** One thing that was asked for, and whether it is kept. */
export interface Check {
  readonly kept: 'yes' | 'no' | 'unknown';
  readonly says: Texts;
}

const words = texts.advice.checks;

export function checksOf(
  { transport, http }: Pick<Observation, 'transport' | 'http'>,
  question: Question,
  estimates: Readonly<Record<Quantity, Estimate>>,
): readonly Check[] {
  const checks = [delayCheck(question, estimates)];
  if (http === '2' && !question.http2) checks.push({ kept: 'no', says: words.noHttp2 });
  if (http === '2' && !question.tls) checks.push({ kept: 'no', says: words.http2NeedsTls });
  const starved = starvedTabs(transport, http, question.tabsPerBrowser);
  if (starved > 0) {
    const says = http === '2' ? words.withoutStream : words.starved;
    const places = { tabs: question.tabsPerBrowser, starved, streams: HTTP2_STREAMS };
    checks.push({ kept: 'no', says: say(says, places) });
  }
  const { cpuCores } = estimates;
  if ('value' in cpuCores && (cpuCores.low ?? cpuCores.value) > 1) {
    checks.push({ kept: 'no', says: words.overFull });
  }
  return checks;
}

function delayCheck(
  { toleratedDelayMs: tolerated }: Question,
  { p50Us }: Readonly<Record<Quantity, Estimate>>,
): Check {
  if (!('value' in p50Us)) return { kept: 'unknown', says: words.delayUnknown };
  const { value, low, high } = p50Us;
  if ((high ?? value) <= tolerated * 1e3) return { kept: 'yes', says: say(words.delayKept, { tolerated }) };
  if ((low ?? value) > tolerated * 1e3) return { kept: 'no', says: say(words.delayBroken, { tolerated }) };
  return { kept: 'unknown', says: say(words.delayUnsure, { tolerated }) };
}
