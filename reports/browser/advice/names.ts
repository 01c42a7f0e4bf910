import type { Texts } from '../../../lab/texts.ts';
import type { Advice, Option } from '../../advice/advise.ts';
import { say } from '../../advice/say.ts';
import { texts } from '../../texts.ts';

/** Such as "SSE over HTTP/2", by the runs' own titles. */
export function nameOf(advice: Advice, { transport, http }: Option): Texts {
  const title = titleOf(advice, transport);
  return http === null ? title : say(texts.advice.over, { transport: title, http });
}

export function titleOf({ evidence }: Advice, transport: string): Texts {
  const known = evidence.used.find(({ transports }) => transports[transport] !== undefined);
  return known?.transports[transport]?.title ?? { en: transport, ko: transport };
}
