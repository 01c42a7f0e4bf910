/** What the columns of the fault's table are called and mean. */
export const faultColumnTexts = {
  delivered: {
    title: { en: 'Delivered', ko: '도착률' },
    meaning: {
      en: 'Share of the expected deliveries that came at all, however late. It says 100 only where none is missing.',
      ko: '예정된 전달 중 늦게라도 도착한 비율입니다. 하나라도 빠지면 100으로 적지 않습니다.',
    },
  },
  lost: {
    title: { en: 'Lost', ko: '유실' },
    meaning: {
      en: 'Deliveries that never came, over all trials, and why: published while the subscriber was away; sent within 100 ms before the cut and still on their way; announced by a gap, because the log no longer had them; of a subscriber that never returned; published by clients and taken by a server that was killed. What none of these explains makes the case invalid.',
      ko: '끝내 오지 않은 전달 수(모든 시행 합계)와 그 이유입니다. 구독자가 끊긴 동안 발행된 것, 끊기기 전 100 ms 안에 보내져 전송 중이던 것, 로그에 더는 없어 빠졌다고 통지된 것, 복귀하지 못한 구독자의 것, 클라이언트가 발행했으나 강제 종료된 서버가 받아 둔 것으로 나눕니다. 어느 것으로도 설명되지 않으면 무효인 케이스입니다.',
    },
  },
  repeated: {
    title: { en: 'Repeated', ko: '중복' },
    meaning: {
      en: 'Deliveries that came more than once, over all trials.',
      ko: '두 번 이상 도착한 전달 수입니다(모든 시행 합계).',
    },
  },
  cutOff: {
    title: { en: 'Cut off', ko: '끊긴 구독자' },
    meaning: {
      en: 'Subscribers that lost their connection at least once. Of those who poll, only they whose poll was under way.',
      ko: '연결을 한 번이라도 잃은 구독자 수입니다. 폴링에서는 마침 요청 중이던 구독자만 해당합니다.',
    },
  },
  downtimeP50: {
    title: { en: 'Downtime p50', ko: '끊김 p50' },
    meaning: {
      en: 'From the cut to the subscription’s standing again: half of the outages were over within this time.',
      ko: '끊긴 순간부터 구독이 다시 성립할 때까지의 시간입니다. 끊김의 절반은 이 시간 안에 끝났습니다.',
    },
  },
  downtimeP99: {
    title: { en: 'Downtime p99', ko: '끊김 p99' },
    meaning: {
      en: '99 of 100 outages were over within this time. It takes a thousand outages in each trial to tell.',
      ko: '끊김 100번 중 99번은 이 시간 안에 끝났습니다. 시행마다 끊김이 1,000번 이상 있어야 알 수 있습니다.',
    },
  },
  downtimeMax: {
    title: { en: 'Longest', ko: '가장 긴 끊김' },
    meaning: { en: 'The longest outage that ended.', ko: '끝난 끊김 가운데 가장 긴 것입니다.' },
  },
  detection: {
    title: { en: 'Noticed after', ko: '감지까지' },
    meaning: {
      en: 'From the cut to the client’s knowing of it, at the median.',
      ko: '끊긴 순간부터 클라이언트가 알아차릴 때까지의 중앙값입니다.',
    },
  },
  storm: {
    title: { en: 'Storm peak, returns', ko: '최대 복귀' },
    meaning: {
      en: 'The most subscribers that came back within one second.',
      ko: '1초 안에 돌아온 구독자 수의 최댓값입니다.',
    },
  },
  attempts: {
    title: { en: 'Storm peak, attempts', ko: '최대 재연결 시도' },
    meaning: {
      en: 'The most attempts to come back within one second, those that failed included.',
      ko: '1초 안에 시작된 재연결 시도 수의 최댓값이며 실패한 시도도 포함합니다.',
    },
  },
  replayed: {
    title: { en: 'Replayed', ko: '재전송' },
    meaning: {
      en: 'Deliveries of what subscribers had missed, after they came back.',
      ko: '돌아온 구독자에게 놓친 이벤트를 다시 보낸 전달 수입니다.',
    },
  },
  neverReturned: {
    title: { en: 'Never returned', ko: '복귀 실패' },
    meaning: {
      en: 'Subscribers that were still without a connection at the end.',
      ko: '끝날 때까지 연결되지 않은 구독자 수입니다.',
    },
  },
  backToNormal: {
    title: { en: 'Normal again', ko: '정상화' },
    meaning: {
      en: 'From the fault’s end until, for a second, at most one delivery in a hundred was lost or came more than 100 ms later than the p99 of before.',
      ko: '장애가 끝난 뒤, 유실되거나 장애 전 p99보다 100ms 넘게 늦은 전달이 1초 동안 100건 중 1건 이하로 유지될 때까지 걸린 시간입니다.',
    },
    never: { en: 'not in {n} of {all}', ko: '{all}회 중 {n}회 미달' },
  },
} as const;
