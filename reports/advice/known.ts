import type { Texts } from '../../lab/texts.ts';
import { texts } from '../texts.ts';
import type { Question } from './question.ts';

const words = texts.advice.known;

/**
 * What is known of a transport from its standards and from how proxies behave, and was not measured
 * here. It is said apart from the figures and never enters them.
 */
export function knownOf(transport: string, http: '1.1' | '2' | null, question: Question): readonly Texts[] {
  const notes: (Texts | false)[] = [
    question.direction === 'both' && transport !== 'websocket' && words.upstreamByPost,
    question.direction === 'both' && transport === 'websocket' && words.upstreamUncounted,
    question.proxiesOnTheWay && transport === 'sse' && words.sseBuffered,
    question.proxiesOnTheWay && transport === 'sse' && words.idleCut,
    question.proxiesOnTheWay && transport === 'long-polling' && words.longPollTimeout,
    question.proxiesOnTheWay && transport === 'websocket' && http === '1.1' && words.upgradeRefused,
    question.proxiesOnTheWay && transport === 'websocket' && words.idleCut,
    transport === 'websocket' && http === '2' && words.extendedConnect,
    question.proxiesOnTheWay && http === '2' && words.http2Downgraded,
    words.pool,
    !question.lossTolerated && transport === 'websocket' && words.websocketResume,
    !question.lossTolerated && transport === 'sse' && words.sseResume,
    !question.lossTolerated && transport.endsWith('polling') && words.pollResume,
  ];
  return notes.filter((note) => note !== false);
}
