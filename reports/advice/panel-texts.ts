/** The form of the advice, and what stands around its figures. */
export const advicePanelTexts = {
  heading: { en: 'Which should I choose?', ko: '무엇을 골라야 할까?' },
  intro: {
    en: 'Say what you are going to build. The figures are worked out from what these runs measured, and say how far they are from it.',
    ko: '만들려는 서비스를 알려 주세요. 이 실행들에서 측정한 비용으로 계산하고, 측정한 조건에서 얼마나 벗어났는지도 함께 보여 줍니다.',
  },
  form: { en: 'What you are going to build', ko: '만들려는 서비스' },
  fields: {
    subscribers: { en: 'Subscribers at once', ko: '동시 구독자 수' },
    eventsPerSecond: {
      en: 'Events per second, each to every subscriber',
      ko: '초당 이벤트 수 (모든 구독자에게 전달)',
    },
    payloadBytes: { en: 'Bytes of data in an event', ko: '이벤트 하나의 데이터 바이트' },
    toleratedDelayMs: { en: 'Tolerated delay, ms (half may take longer)', ko: '허용 지연, ms (중앙값 기준)' },
    tabsPerBrowser: { en: 'Tabs open in each browser', ko: '브라우저마다 열린 탭 수' },
    pollIntervalMs: { en: 'Time between polls, ms', ko: '폴링 간격, ms' },
    direction: { en: 'Who sends', ko: '보내는 쪽' },
    down: { en: 'Only the server', ko: '서버만' },
    both: { en: 'Server and clients', ko: '서버와 클라이언트 모두' },
    tls: { en: 'With TLS', ko: 'TLS 사용' },
    http2: { en: 'HTTP/2 can be had', ko: 'HTTP/2 사용 가능' },
    proxiesOnTheWay: { en: 'Proxies on the way', ko: '중간에 프록시가 있음' },
    lossTolerated: { en: 'Some events may be lost', ko: '일부 유실 허용' },
  },
  wrong: {
    en: '{field}: expected a number from {least} to {most}. The answer below is to the last complete question.',
    ko: '{field}: {least}에서 {most} 사이의 숫자여야 합니다. 아래는 마지막으로 제대로 입력한 조건의 답입니다.',
  },
  answerFor: {
    en: '{subscribers} subscribers, {events} events/s of {bytes} bytes:',
    ko: '구독자 {subscribers}명, 초당 이벤트 {events}건, 건당 {bytes}바이트:',
  },
  least: {
    cpuCores: { en: 'Least server CPU', ko: '서버 CPU 최소' },
    rssBytes: { en: 'Least server memory', ko: '서버 메모리 최소' },
    bandwidth: { en: 'Least bandwidth', ko: '대역폭 최소' },
  },
  alone: { en: 'About {figure}.', ko: '약 {figure}.' },
  tied: {
    en: 'From about {figure}; these trials cannot tell them apart.',
    ko: '약 {figure}부터. 이 시행들로는 서로 구별할 수 없습니다.',
  },
  cannotTell: { en: 'Cannot tell', ko: '알 수 없음' },
  nothingFits: {
    en: 'No transport is sure to fit; what speaks against each stands below the table.',
    ko: '확실히 맞는 전송 방식이 없습니다. 걸리는 점은 표 아래에 있습니다.',
  },
  nothingMeasured: {
    en: 'None of these runs can answer this: it needs valid cases of the scenario live-feed, without a fault.',
    ko: '이 실행들로는 답할 수 없습니다. 장애 없이 측정한 live-feed 시나리오의 유효한 케이스가 필요합니다.',
  },
  table: {
    en: 'Expected costs of each transport, scrolls sideways',
    ko: '전송 방식별 예상 비용, 좌우로 스크롤',
  },
  columns: {
    transport: { en: 'Transport', ko: '전송 방식' },
    fits: { en: 'Fits', ko: '적합' },
    cpuCores: { en: 'Server CPU', ko: '서버 CPU' },
    rssBytes: { en: 'Server memory', ko: '서버 메모리' },
    bytesDownPerSecond: { en: 'To clients', ko: '클라이언트로' },
    bytesUpPerSecond: { en: 'From clients', ko: '클라이언트에서' },
    tcp: { en: 'TCP connections', ko: 'TCP 연결' },
    requestsPerSecond: { en: 'HTTP requests', ko: 'HTTP 요청' },
    p50Us: { en: 'Delay, median', ko: '지연 중앙값' },
  },
  ofACore: { en: '% of a core', ko: '코어 대비 %' },
  fits: {
    yes: { en: 'yes', ko: '예' },
    no: { en: 'no', ko: '아니요' },
    unknown: { en: 'cannot tell', ko: '알 수 없음' },
  },
  ranges: {
    en: 'Small figures: the range that should hold the figure in 95 of 100 cases, from the spread of the trials and from how well each measured load is foretold by the others. “?” means that the data cannot tell.',
    ko: '작은 숫자는 100번 중 95번은 들어맞을 범위입니다. 시행 간 편차와, 측정한 부하끼리 서로를 얼마나 잘 예측하는지로 구했습니다. “?”는 데이터로 알 수 없다는 뜻입니다.',
  },
  against: { en: 'What speaks against', ko: '걸리는 점' },
  unknowns: { en: 'What cannot be told', ko: '알 수 없는 것' },
  known: { en: 'Known, but not measured here', ko: '알려져 있지만 여기서 측정하지 않은 것' },
  reach: { en: 'How far from what was measured', ko: '측정한 조건에서 벗어난 정도' },
  reachColumns: {
    input: { en: 'Asked for', ko: '질문' },
    asked: { en: 'Value', ko: '값' },
    nearest: { en: 'Nearest measured', ko: '가장 가까운 측정값' },
    beyond: { en: 'Beyond the measured range', ko: '측정 범위를 벗어난 배수' },
  },
  within: { en: 'within', ko: '범위 안' },
  rests: { en: 'What it rests on', ko: '근거' },
  restsOn: {
    en: '{run}: {cases} cases, {trials} trials used',
    ko: '{run}: 케이스 {cases}개, 시행 {trials}회 사용',
  },
  machine: {
    en: 'Measured on {cpu}, {cores} cores, Node {node}. Another machine has other figures.',
    ko: '{cpu}, 코어 {cores}개, Node {node}에서 측정했습니다. 장비가 다르면 수치도 다릅니다.',
  },
  otherMachine: {
    en: '{run}: left out, measured on another machine',
    ko: '{run}: 다른 장비에서 측정해 제외',
  },
  unusable: { en: '{run}: left out, {why}', ko: '{run}: 제외, {why}' },
  why: {
    scenario: { en: 'another scenario than live-feed', ko: 'live-feed가 아닌 시나리오' },
    fault: { en: 'measured with a fault', ko: '장애를 넣고 측정함' },
    invalid: { en: 'no valid case', ko: '유효한 케이스 없음' },
    starved: { en: 'tabs without a connection', ko: '연결을 얻지 못한 탭' },
    policy: {
      en: 'measured without keep-alive or with another source',
      ko: 'keep-alive 없이, 또는 다른 발행 방식으로 측정함',
    },
    none: { en: 'it has no cases', ko: '케이스 없음' },
  },
  more: {
    en: 'To narrow it down, measure nearer to the question: npm run bench -- --clients {subscribers} --rate {events} --payload-bytes {bytes}',
    ko: '더 정확히 알려면 질문에 가까운 조건을 측정하세요: npm run bench -- --clients {subscribers} --rate {events} --payload-bytes {bytes}',
  },
} as const;
