import { faultColumnTexts } from './fault-column-texts.ts';

/** What the report says of a fault. */
export const faultTexts = {
  columns: faultColumnTexts,
  heading: { en: 'What the fault did', ko: '장애의 영향' },
  none: {
    en: 'Nothing went wrong in this run. Ask for it with --fault reset, for instance.',
    ko: '장애가 없던 실행입니다. 예를 들어 --fault reset으로 일으킬 수 있습니다.',
  },
  when: {
    en: '{fault}: from {from} s after the start, for {length} s.',
    ko: '{fault}: 시작 후 {from}초부터 {length}초 동안.',
  },
  whenAtOnce: {
    en: '{fault}: in one instant, {from} s after the start.',
    ko: '{fault}: 시작 후 {from}초, 한순간.',
  },
  wild: {
    en: 'Downtime is as found in the wild: each client came back by the rules of its own kind, so a short downtime may be no more than a short reconnect delay.',
    ko: '끊김 시간은 실제 환경 그대로입니다. 클라이언트마다 자기 방식의 규칙대로 돌아왔으므로, 짧은 끊김 시간은 재연결 대기가 짧다는 뜻일 수도 있습니다.',
  },
  equalWindows: {
    en: 'Equal windows: whoever was cut was refused for {delay} s and then let in at its next probe, so that all transports missed as much. Downtime is what that came to, and no property of a transport.',
    ko: '끊김 시간을 똑같이 맞췄습니다. 끊긴 클라이언트는 {delay}초 동안 거절당한 뒤 다음 시도에서 들어왔으므로 모든 전송 방식이 같은 만큼 놓쳤습니다. 여기의 끊김 시간은 그 결과일 뿐 전송 방식의 특성이 아닙니다.',
  },
  withoutResume: {
    en: 'Clients came back without the id that they had got to (--no-resume): what was published meanwhile is lost to them.',
    ko: '클라이언트가 마지막으로 받은 ID 없이 돌아왔습니다(--no-resume). 그사이 발행된 이벤트는 받지 못합니다.',
  },
  coldLog: {
    en: 'The server started again with an empty log (--cold-log): it can only say that there is a gap.',
    ko: '서버가 빈 로그로 다시 시작했습니다(--cold-log). 빠진 구간이 있다고 알릴 수만 있습니다.',
  },
  scroll: { en: 'Table of the fault, scrolls sideways', ko: '장애 표, 좌우로 스크롤' },
  ranges: {
    en: 'Medians over {n} trials; small figures: lowest–highest. Lost and repeated are sums over all trials. “–” means that it did not happen, or too seldom to tell.',
    ko: '시행 {n}회의 중앙값이며 작은 숫자는 최솟값–최댓값입니다. 유실과 중복은 모든 시행의 합계입니다. “–”는 일어나지 않았거나 너무 드물어 알 수 없다는 뜻입니다.',
  },
  noRanges: {
    en: '“–” means that it did not happen, or too seldom to tell.',
    ko: '“–”는 일어나지 않았거나 너무 드물어 알 수 없다는 뜻입니다.',
  },
  loss: {
    lostOffline: { en: '{n} while away', ko: '끊긴 동안 {n}건' },
    lostInFlight: { en: '{n} on their way', ko: '전송 도중 {n}건' },
    lostAnnounced: { en: '{n} announced by a gap', ko: '빠졌다고 통지 {n}건' },
    lostForGood: { en: '{n} for subscribers that never returned', ko: '복귀하지 못한 구독자 몫 {n}건' },
    lostUpstream: { en: '{n} published by clients', ko: '클라이언트 발행분 {n}건' },
    unexplained: { en: '{n} unexplained', ko: '설명되지 않음 {n}건' },
  },
  noticed: {
    heading: { en: 'Who noticed, by what, after how long', ko: '누가, 무엇으로, 얼마 만에 알아차렸나' },
    who: { en: 'Who', ko: '누가' },
    by: { en: 'By what', ko: '무엇으로' },
    count: { en: 'How many, all trials', ko: '횟수(모든 시행)' },
    after: { en: 'After', ko: '얼마 만에' },
    longest: { en: 'At the longest', ko: '가장 늦게' },
    client: { en: 'Client', ko: '클라이언트' },
    server: { en: 'Server', ko: '서버' },
    nobody: { en: 'did not notice', ko: '알아차리지 못함' },
    kernel: {
      en: 'A server that is simply told (FIN, RST) is not listed, only what it found out for itself. The link’s kernel goes on acknowledging bytes for a peer that is gone, so TCP’s own time-outs are hidden here: on a real network they end it, too, on Linux after some 15 minutes.',
      ko: '연결 종료 통지(FIN, RST)를 받은 서버는 적지 않았고, 스스로 알아낸 것만 적었습니다. 상대가 사라져도 링크의 커널이 계속 수신 확인(ACK)을 보내므로 TCP 자체의 타임아웃은 여기서 드러나지 않습니다. 실제 네트워크에서는 TCP도 연결을 끊지만, Linux 기본값으로 15분쯤 지나서입니다.',
    },
    causes: {
      refused: { en: 'connection refused', ko: '연결 거부' },
      reset: { en: 'connection reset', ko: '연결 리셋' },
      ended: { en: 'the stream’s end', ko: '스트림 종료' },
      status: { en: 'an HTTP status', ko: 'HTTP 상태 코드' },
      protocol: { en: 'a breach of protocol', ko: '프로토콜 위반' },
      closed: { en: 'a close frame', ko: '종료 프레임' },
      silent: { en: 'watchdog: nothing heard', ko: '감시 타이머: 소식 없음' },
      'missing pong': { en: 'a missing pong', ko: 'pong 없음' },
      'unread bytes': { en: 'bytes left unread', ko: '읽히지 않은 바이트' },
    },
  },
  leaks: {
    none: {
      en: 'Left behind on the server once every client had gone: nothing, in any trial of any case.',
      ko: '모든 클라이언트가 떠난 뒤 서버에 남은 것: 모든 케이스의 모든 시행에서 없음.',
    },
    some: {
      en: 'Left behind on the server, which should be nothing: {what}.',
      ko: '서버에 남은 것(없어야 정상): {what}.',
    },
    one: {
      en: '{name}: {subscribers} subscriptions, {timers} timers, {sockets} sockets, {resources} other handles',
      ko: '{name}: 구독 {subscribers}개, 타이머 {timers}개, 소켓 {sockets}개, 그 밖의 핸들 {resources}개',
    },
  },
  strip: {
    kinds: {
      live: { en: 'as it happened', ko: '실시간 도착' },
      replayed: { en: 'caught up', ko: '뒤늦게 받음' },
      missing: { en: 'missing', ko: '누락' },
      repeated: { en: 'repeated', ko: '중복' },
    },
    offline: { en: 'Away, s', ko: '끊긴 구간, 초' },
    events: { en: '{n} events', ko: '이벤트 {n}건' },
    whole: { en: 'none missing, none repeated', ko: '누락도 중복도 없음' },
    flaws: { en: '{missing} missing, {repeated} repeated', ko: '누락 {missing}건, 중복 {repeated}건' },
    notAway: { en: 'never cut off', ko: '끊기지 않음' },
    awayOnce: { en: 'away once, {time}', ko: '1번 끊김, {time}' },
    away: { en: 'away {n} times, {time} in all', ko: '{n}번 끊김, 모두 {time}' },
    neverBack: { en: 'never came back, heard nothing more', ko: '돌아오지 못해 더는 받지 못함' },
    replayed: { en: '{n} caught up', ko: '뒤늦게 {n}건 받음' },
    beganAgain: { en: 'ids began again', ko: 'ID가 다시 시작됨' },
  },
  findings: {
    away: { en: 'Shortest away', ko: '끊김 시간 최소' },
    storm: { en: 'Smallest storm', ko: '재연결 폭주 최소' },
    whatAway: {
      en: 'without a connection, at the median of those cut off',
      ko: '끊긴 구독자의 끊김 시간 중앙값',
    },
    whatStorm: { en: 'subscribers back within one second, at the peak', ko: '1초에 돌아온 구독자 수 최댓값' },
    kinds: { en: 'Why: {what}.', ko: '이유: {what}.' },
    notBack: { en: 'Never returned', ko: '복귀 실패' },
    notBackAnswer: { en: '{n} of {all} subscribers', ko: '구독자 {all}명 중 {n}명' },
    notBackDetail: { en: 'Over all valid trials: {cases}.', ko: '유효한 모든 시행 기준: {cases}.' },
  },
} as const;
