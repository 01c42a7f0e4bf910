/** What the advice says; the texts of its form stand beside the form. */
export const adviceTexts = {
  inputs: {
    subscribers: { en: 'subscribers', ko: '구독자 수' },
    eventsPerSecond: { en: 'events per second', ko: '초당 이벤트 수' },
    payloadBytes: { en: 'bytes of payload', ko: '페이로드 바이트' },
    tabsPerBrowser: { en: 'tabs per browser', ko: '브라우저당 탭 수' },
    pollIntervalMs: { en: 'milliseconds between polls', ko: '폴링 간격(ms)' },
  },
  over: { en: '{transport} over HTTP/{http}', ko: 'HTTP/{http} {transport}' },
  unknown: {
    tls: {
      en: 'No usable case of these runs was measured with TLS.',
      ko: '이 실행들에는 TLS로 측정한 쓸 만한 케이스가 없습니다.',
    },
    noTls: {
      en: 'No usable case of these runs was measured without TLS.',
      ko: '이 실행들에는 TLS 없이 측정한 쓸 만한 케이스가 없습니다.',
    },
    leftOut: {
      en: 'All of its cases had to be left out; why, stands under “What it rests on”.',
      ko: '해당하는 케이스가 모두 제외됐습니다. 이유는 “근거”에 있습니다.',
    },
    oneValue: {
      en: 'Only {nearest} {input} were measured, and {asked} are asked for: how a cost grows with what never varied is not known.',
      ko: '{input}: 측정값이 {nearest} 하나뿐인데 {asked}을(를) 물었습니다. 값을 바꿔 가며 측정하지 않아 비용이 어떻게 달라지는지 알 수 없습니다.',
    },
    tooFar: {
      en: '{asked} {input} are {factor} times beyond the nearest measured {nearest}.',
      ko: '{input} {asked}은(는) 가장 가까운 측정값 {nearest}에서 {factor}배나 벗어나 있습니다.',
    },
    fullCore: {
      en: 'The server’s core would be full or nearly so: a queue grows there, and the delay cannot be told.',
      ko: '서버 코어가 거의 꽉 차서 대기열이 늘어나는 구간이라 지연은 알 수 없습니다.',
    },
    notCounted: { en: 'These runs did not count it.', ko: '이 실행들에서는 세지 않은 값입니다.' },
  },
  checks: {
    delayKept: {
      en: 'Half of the events arrive within the tolerated {tolerated} ms.',
      ko: '이벤트 절반이 허용한 {tolerated} ms 안에 도착합니다.',
    },
    delayBroken: {
      en: 'Half of the events take longer than the tolerated {tolerated} ms.',
      ko: '이벤트 절반이 허용한 {tolerated} ms보다 늦습니다.',
    },
    delayUnsure: {
      en: 'Whether half of the events arrive within {tolerated} ms, the interval leaves open.',
      ko: '이벤트 절반이 {tolerated} ms 안에 도착하는지는 구간만으로 판단할 수 없습니다.',
    },
    delayUnknown: { en: 'Its delay is not known here.', ko: '지연을 알 수 없습니다.' },
    http2NeedsTls: {
      en: 'Browsers speak HTTP/2 over TLS only.',
      ko: '브라우저는 TLS 위에서만 HTTP/2를 씁니다.',
    },
    noHttp2: { en: 'It needs HTTP/2.', ko: 'HTTP/2가 있어야 합니다.' },
    starved: {
      en: 'Of {tabs} tabs of a browser, {starved} would never get a connection over HTTP/1.1.',
      ko: 'HTTP/1.1에서는 한 브라우저의 탭 {tabs}개 중 {starved}개가 연결을 얻지 못합니다.',
    },
    withoutStream: {
      en: 'Of {tabs} tabs of a browser, {starved} would find no stream: its one connection over HTTP/2 usually has {streams}.',
      ko: '한 브라우저의 탭 {tabs}개 중 {starved}개가 스트림을 얻지 못합니다. HTTP/2 연결 하나의 스트림은 보통 {streams}개입니다.',
    },
    overFull: {
      en: 'It needs more than one core, and this server has one process.',
      ko: '코어 하나로는 모자라는데, 이 서버는 프로세스가 하나입니다.',
    },
  },
  known: {
    pool: {
      en: 'How tabs share connections is the browser’s own rule: six for each origin over HTTP/1.1, WebSockets apart, and one over HTTP/2. The figure is that rule, times what was measured against it.',
      ko: '탭들이 연결을 나눠 쓰는 방식은 브라우저의 규칙입니다. HTTP/1.1에서는 오리진마다 여섯 개(WebSocket은 별도), HTTP/2에서는 한 개입니다. 연결 수는 이 규칙에 실제 측정 결과의 비율을 곱한 값입니다.',
    },
    upstreamByPost: {
      en: 'From server to client only. What clients send needs a request of its own (POST), whose cost is not in these figures.',
      ko: '서버에서 클라이언트로만 보냅니다. 클라이언트가 보내는 메시지는 따로 POST 요청을 해야 하며, 그 비용은 이 수치에 없습니다.',
    },
    upstreamUncounted: {
      en: 'What clients send costs work and bytes, too, and is not in these figures.',
      ko: '클라이언트가 보내는 메시지의 처리 비용과 바이트도 이 수치에는 없습니다.',
    },
    sseBuffered: {
      en: 'A proxy may hold back the stream until its buffer is full (nginx: proxy_buffering off, or X-Accel-Buffering: no).',
      ko: '프록시가 버퍼가 찰 때까지 스트림을 붙들 수 있습니다(nginx: proxy_buffering off 또는 X-Accel-Buffering: no).',
    },
    idleCut: {
      en: 'Proxies cut what is silent for long (nginx: 60 s): heartbeats must come more often.',
      ko: '프록시는 오래 조용한 연결을 끊습니다(nginx는 60초). 하트비트를 그보다 자주 보내야 합니다.',
    },
    longPollTimeout: {
      en: 'A proxy’s time-out must be longer than a poll is held, or it answers 504.',
      ko: '프록시 타임아웃이 롱 폴링 요청을 잡아 두는 시간보다 길어야 합니다. 짧으면 504가 돌아옵니다.',
    },
    upgradeRefused: {
      en: 'Some proxies refuse the upgrade or need it configured (nginx: Upgrade and Connection headers).',
      ko: '업그레이드를 거부하거나 따로 설정해야 하는 프록시가 있습니다(nginx: Upgrade, Connection 헤더).',
    },
    extendedConnect: {
      en: 'Needs extended CONNECT (RFC 8441), which many servers and proxies do not speak; a browser then falls back to HTTP/1.1.',
      ko: '확장 CONNECT(RFC 8441)가 필요한데 지원하지 않는 서버와 프록시가 많고, 그러면 브라우저는 HTTP/1.1로 연결합니다.',
    },
    http2Downgraded: {
      en: 'Many proxies speak HTTP/1.1 to the server behind them: the server’s share of these figures is then that of HTTP/1.1.',
      ko: '많은 프록시가 뒤쪽 서버와는 HTTP/1.1로 통신합니다. 그때 서버 쪽 비용은 HTTP/1.1의 수치를 따릅니다.',
    },
    websocketResume: {
      en: 'Resuming after a break is the application’s own work: it must send the last id itself.',
      ko: '끊긴 뒤 이어받기는 애플리케이션이 마지막 id를 직접 보내 구현해야 합니다.',
    },
    sseResume: {
      en: 'A browser resumes by itself (Last-Event-ID); the server must keep events for it.',
      ko: '브라우저가 알아서 이어받습니다(Last-Event-ID). 서버는 그만큼 이벤트를 보관해야 합니다.',
    },
    pollResume: {
      en: 'Each request names the last id that arrived, so a break loses nothing that the server still keeps.',
      ko: '요청마다 마지막으로 받은 id를 알리므로, 서버가 보관 중인 이벤트는 끊겨도 잃지 않습니다.',
    },
  },
  tails: {
    en: 'Nothing is said of p99 and beyond: tails come from pauses and coincidences, and do not extrapolate. Measure them at the load itself.',
    ko: 'p99 이상은 말하지 않습니다. 꼬리 지연은 멈춤과 우연이 겹쳐 생기므로 외삽할 수 없습니다. 그 부하에서 직접 측정하세요.',
  },
} as const;
