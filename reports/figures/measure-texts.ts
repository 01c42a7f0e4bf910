import type { Texts } from '../../lab/texts.ts';

/** What the columns of the summary are called and mean. */
export const measureTexts = {
  endToEndP50: {
    title: { en: 'End to end\u00a0p50', ko: '종단\u00a0간 p50' },
    meaning: {
      en: 'Half of all deliveries arrived within this time, counted from the moment the event was due: what a person waits.',
      ko: '이벤트가 예정된 순간부터 세어 전체 전달의 절반이 이 시간 안에 도착했습니다. 사람이 실제로 기다리는 시간입니다.',
    },
  },
  endToEndP99: {
    title: { en: 'End to end\u00a0p99', ko: '종단\u00a0간 p99' },
    meaning: {
      en: '99 of 100 deliveries arrived within this time, counted from the moment the event was due.',
      ko: '이벤트가 예정된 순간부터 세어 전달 100건 중 99건이 이 시간 안에 도착했습니다.',
    },
  },
  deliveryP50: {
    title: { en: 'Delivery p50', ko: '전달 p50' },
    meaning: {
      en: 'The same, counted from the moment the server published the event: what the transport adds.',
      ko: '서버가 이벤트를 발행한 순간부터 센 중앙값입니다. 전송 방식이 더한 시간입니다.',
    },
  },
  deliveryP99: {
    title: { en: 'Delivery p99', ko: '전달 p99' },
    meaning: {
      en: '99 of 100 deliveries arrived within this time after the server published the event.',
      ko: '서버가 이벤트를 발행한 뒤 전달 100건 중 99건이 이 시간 안에 도착했습니다.',
    },
  },
  lost: {
    title: { en: 'Lost', ko: '유실' },
    meaning: {
      en: 'Deliveries that the schedule called for and that never came, over all trials.',
      ko: '일정에 있었지만 끝내 도착하지 않은 전달 수입니다(모든 시행 합계).',
    },
  },
  duplicated: {
    title: { en: 'Duplicated', ko: '중복' },
    meaning: {
      en: 'Deliveries that came more than once, over all trials.',
      ko: '두 번 이상 도착한 전달 수입니다(모든 시행 합계).',
    },
  },
  reordered: {
    title: { en: 'Reordered', ko: '순서 뒤바뀜' },
    meaning: {
      en: 'Deliveries that came after a later event, over all trials.',
      ko: '뒤의 이벤트보다 늦게 도착한 전달 수입니다(모든 시행 합계).',
    },
  },
  starved: {
    title: { en: 'Starved tabs', ko: '연결 못 한 탭' },
    meaning: {
      en: 'Browser tabs that never got a connection because the browser’s limit was used up, over all trials.',
      ko: '브라우저의 연결 한도가 차서 연결을 얻지 못한 탭 수입니다(모든 시행 합계).',
    },
  },
  tcpOpened: {
    title: { en: 'TCP connections', ko: 'TCP 연결' },
    meaning: {
      en: 'TCP connections that the server accepted in one trial.',
      ko: '시행 한 번에 서버가 받은 TCP 연결 수입니다.',
    },
  },
  httpRequests: {
    title: { en: 'HTTP requests', ko: 'HTTP 요청' },
    meaning: {
      en: 'HTTP requests that the server received in one trial.',
      ko: '시행 한 번에 서버가 받은 HTTP 요청 수입니다.',
    },
  },
  bytesPerDelivery: {
    title: { en: 'Bytes per delivery', ko: '전달당 바이트' },
    meaning: {
      en: 'Bytes at the server’s sockets in both directions, headers and TLS included, divided by the deliveries.',
      ko: '헤더와 TLS를 포함해 서버 소켓에서 잰 양방향 바이트를 전달 수로 나눈 값입니다.',
    },
  },
  cpuPerDelivery: {
    title: { en: 'CPU per delivery', ko: '전달당 CPU' },
    meaning: {
      en: 'CPU time of the server process divided by the deliveries. On loopback it includes the receiver’s share of TCP, so trust the multiple more.',
      ko: '서버 프로세스의 CPU 시간을 전달 수로 나눈 값입니다. 루프백에서는 수신 측 TCP 처리도 섞이므로 배수를 더 믿을 만합니다.',
    },
  },
  cpuMultiple: {
    title: { en: 'CPU × raw socket', ko: 'CPU 배수' },
    meaning: {
      en: 'The same as a multiple of a bare socket that sends the same events to the same clients in the same run.',
      ko: '같은 실행에서 같은 이벤트를 같은 클라이언트에 보낸 순수 소켓의 몇 배인지 나타냅니다.',
    },
  },
  proxyCpuPerDelivery: {
    title: { en: 'Proxy CPU per delivery', ko: '전달당 프록시 CPU' },
    meaning: {
      en: 'CPU time of all processes of the proxy divided by the deliveries; TLS with the clients is its work, and none of the server’s.',
      ko: '프록시의 모든 프로세스가 쓴 CPU 시간을 전달 수로 나눈 값입니다. 클라이언트와의 TLS는 서버가 아니라 프록시가 처리합니다.',
    },
  },
  memoryPerConnection: {
    title: { en: 'Memory per connection', ko: '연결당 메모리' },
    meaning: {
      en: 'Growth of the server’s resident memory divided by its connections; the kernel’s socket buffers are not in it.',
      ko: '서버 상주 메모리 증가분을 연결 수로 나눈 값입니다. 커널의 소켓 버퍼는 포함하지 않습니다.',
    },
  },
  memoryPerSubscriber: {
    title: { en: 'Memory per subscriber', ko: '구독자당 메모리' },
    meaning: {
      en: 'The same growth divided by the subscribers: what to plan with, as one connection may serve several.',
      ko: '같은 증가분을 구독자 수로 나눈 값입니다. 연결 하나가 여러 구독자를 담당할 수 있으므로 용량 계획에는 이 값을 쓰세요.',
    },
  },
} as const satisfies Record<string, { readonly title: Texts; readonly meaning: Texts }>;
