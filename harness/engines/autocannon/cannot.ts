import type { Texts } from '../../../lab/texts.ts';
import type { AskedOfEngine } from '../../engine.ts';
import { isPolled } from './polled.ts';

/** Why autocannon cannot play what is asked for; undefined where it can. */
export function cannot({
  transport,
  http,
  upstream,
  fault,
  keepAlive,
  pollIntervalMs,
}: AskedOfEngine): Texts | undefined {
  if (!isPolled(transport)) {
    return {
      en: 'autocannon sends requests and reads whole answers; it follows no stream',
      ko: 'autocannon은 요청을 보내고 완결된 응답만 읽으므로 스트림을 구독할 수 없습니다',
    };
  }
  if (http !== '1.1')
    return { en: 'autocannon speaks HTTP/1.1 only', ko: 'autocannon은 HTTP/1.1만 지원합니다' };
  if (upstream) {
    return {
      en: 'clients publish in this scenario, and those of autocannon only ask',
      ko: '이 시나리오에서는 클라이언트도 발행하지만 autocannon의 클라이언트는 조회만 합니다',
    };
  }
  if (fault !== undefined) {
    return {
      en: 'a fault is played with the lab’s own clients, which come back by known rules',
      ko: '장애는 정해진 규칙에 따라 재접속하는 자체 클라이언트로만 재현합니다',
    };
  }
  if (!keepAlive) {
    return { en: 'autocannon keeps its connections open', ko: 'autocannon은 연결을 계속 유지합니다' };
  }
  if (transport === 'polling' && (pollIntervalMs > 1_000 || 1_000 % pollIntervalMs !== 0)) {
    return {
      en: `autocannon sends a whole number of requests in each second; take a --poll-interval such as 1s or 500ms`,
      ko: 'autocannon은 초당 정수 횟수로만 요청합니다. --poll-interval을 1s나 500ms처럼 지정하세요',
    };
  }
  return;
}
