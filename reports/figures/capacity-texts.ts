/** What the report says of a search for capacity. */
export const capacityTexts = {
  heading: { en: 'What each transport carries', ko: '전송 방식별 한계' },
  everyProbe: { en: 'Every probe', ko: '모든 시도' },
  outcome: { en: 'Objective', ko: '목표' },
  keptIt: { en: 'kept', ko: '지킴' },
  p99: { en: 'End to end p99', ko: '종단 간 p99' },
  lost: { en: 'Lost', ko: '유실' },
  serverCpu: { en: 'Server, of its core', ko: '서버의 코어 사용률' },
  generatorCpu: { en: 'Clients, of theirs', ko: '클라이언트의 코어 사용률' },
  took: { en: 'Took', ko: '걸린 시간' },
  probesRun: { en: '{n} probes', ko: '시도 {n}회' },
  none: {
    en: 'The run did not search for it. Ask with --find-capacity.',
    ko: '한계를 찾지 않은 실행입니다. --find-capacity로 찾을 수 있습니다.',
  },
  nothingFound: {
    en: 'The search ended before it found anything.',
    ko: '아무것도 찾기 전에 탐색이 끝났습니다.',
  },
  objective: {
    clients: {
      en: 'The most subscribers that keep {slo}, found in steps of {resolution}.',
      ko: '{slo} 목표를 지키는 최대 구독자 수를 {resolution} 간격으로 찾았습니다.',
    },
    rate: {
      en: 'The most events per second that keep {slo}, found in steps of {resolution}.',
      ko: '{slo} 목표를 지키는 초당 최대 이벤트 수를 {resolution} 간격으로 찾았습니다.',
    },
  },
  axis: {
    clients: { en: 'subscribers', ko: '구독자 수' },
    rate: { en: 'events per second', ko: '초당 이벤트 수' },
  },
  answers: {
    clients: {
      exactly: { en: '{n} subscribers', ko: '구독자 {n}명' },
      atLeast: { en: '≥ {n} subscribers', ko: '구독자 {n}명 이상' },
      below: { en: '< {n} subscribers', ko: '구독자 {n}명 미만' },
    },
    rate: {
      exactly: { en: '{n} events/s', ko: '초당 이벤트 {n}건' },
      atLeast: { en: '≥ {n} events/s', ko: '초당 이벤트 {n}건 이상' },
      below: { en: '< {n} events/s', ko: '초당 이벤트 {n}건 미만' },
    },
  },
  answer: { en: 'Largest load kept', ko: '지킨 최대 부하' },
  stoppedBy: { en: 'Stopped by', ko: '한계 요인' },
  sure: { en: 'How sure', ko: '확실한 정도' },
  probes: { en: 'Probes', ko: '시도 횟수' },
  kept: { en: 'Kept {k} of {n} times at {load}', ko: '{load}에서 {n}회 중 {k}회 지킴' },
  broken: { en: 'Broken {k} of {n} times at {load}', ko: '{load}에서 {n}회 중 {k}회 깨짐' },
  notConfirmed: { en: 'Not confirmed', ko: '확정되지 않음' },
  notStopped: { en: 'Nothing yet: the search ended first', ko: '아직 없음(탐색이 먼저 끝남)' },
  stoppers: {
    'server-cpu': { en: 'Server CPU', ko: '서버 CPU' },
    generator: { en: 'Generator-limited', ko: '부하 생성기의 한계' },
    memory: { en: 'Memory', ko: '메모리' },
    files: { en: 'Open files', ko: '열린 파일 수' },
    ports: { en: 'Local ports', ko: '로컬 포트' },
    connections: { en: 'The browser’s connections', ko: '브라우저 연결 한도' },
    streams: { en: 'Streams of a connection', ko: '연결당 스트림 한도' },
    'flow-control': { en: 'Flow control', ko: '흐름 제어' },
    'poll-interval': { en: 'The poll interval', ko: '폴링 간격' },
    unknown: { en: 'Not known', ko: '알 수 없음' },
  },
} as const;
