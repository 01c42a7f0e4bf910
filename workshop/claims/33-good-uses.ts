import type { Claim } from '../claim.ts';

export default {
  number: 33,
  statement: {
    en: 'Good uses of SSE: live feeds, progress of a job, log tails.',
    ko: 'SSE를 쓰기 좋은 곳: 실시간 피드, 작업 진행률, 로그 실시간 보기(tail).',
  },
  source: {
    title: 'MDN, EventSource',
    url: 'https://developer.mozilla.org/en-US/docs/Web/API/EventSource',
  },
  finding: {
    verdict: 'holds',
    figure: {
      en: 'MDN: an excellent choice where nothing has to be sent from the client to the server as messages, such as news feeds and status updates',
      ko: 'MDN: 클라이언트가 서버로 메시지를 보낼 필요가 없을 때 좋은 선택. 뉴스 피드, 상태 업데이트 등',
    },
    because: {
      en: 'All three flow one way, are text, and can be resumed by id, which EventSource does by itself. What "good" means is advice and no figure: this verdict is by source, and the lessons measure what each use would cost. Where many logs are followed at once, mind the six connections of HTTP/1.1 (lesson 2).',
      ko: '셋 다 한 방향이고 텍스트이며 id로 이어받을 수 있습니다. 이어받기는 EventSource가 알아서 합니다. "좋다"는 조언이지 수치가 아니므로 출처에 따른 판정이며, 각 용도의 비용은 다른 수업에서 잽니다. 로그를 여러 개 동시에 볼 때는 HTTP/1.1의 연결 여섯 개(2강)에 주의하세요.',
    },
  },
} satisfies Claim;
