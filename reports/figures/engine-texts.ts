/** What the report says of a case that several engines played. */
export const engineTexts = {
  heading: { en: 'The same case, played by two engines', ko: '두 엔진으로 돌린 같은 케이스' },
  reading: {
    en: 'Each case was played by the lab’s own clients and by another load tool, in turn and against servers of the same kind. Where both agree, the figures are the server’s and not the tool’s. All times are of one clock, and one accounting counts the deliveries of both.',
    ko: '같은 케이스를 이 실험실의 클라이언트와 다른 부하 도구가 번갈아 돌렸습니다. 두 값이 일치하면 도구가 아니라 서버의 특성입니다. 시각은 모두 같은 시계로 읽고, 전달도 같은 방식으로 셉니다.',
  },
  engine: { en: 'Engine', ko: '엔진' },
  native: { en: 'native', ko: '자체 클라이언트(native)' },
  columns: {
    requestP50: {
      title: { en: 'Request p50', ko: '요청 p50' },
      meaning: {
        en: 'From sending a request to having its whole answer, as HTTP load tools measure it. A long poll’s is mostly the time for which it was held.',
        ko: '요청을 보내고 응답을 모두 받을 때까지의 시간으로, HTTP 부하 도구가 재는 값입니다. 롱 폴링에서는 대부분 서버가 응답을 붙들고 있던 시간입니다.',
      },
    },
    requestP99: {
      title: { en: 'Request p99', ko: '요청 p99' },
      meaning: { en: 'The same, for the slowest in a hundred.', ko: '가장 느린 1%의 요청 시간입니다.' },
    },
    deliveryP50: {
      title: { en: 'Delivery p50', ko: '전달 p50' },
      meaning: {
        en: 'From publishing an event to receiving it.',
        ko: '이벤트를 발행한 순간부터 받을 때까지의 시간입니다.',
      },
    },
    deliveryP99: {
      title: { en: 'Delivery p99', ko: '전달 p99' },
      meaning: { en: 'The same, for the slowest in a hundred.', ko: '가장 느린 1%의 전달 시간입니다.' },
    },
    received: {
      title: { en: 'Received', ko: '받은 전달' },
      meaning: {
        en: 'Deliveries that came once, over all trials; both engines expect the same, by the same schedule.',
        ko: '한 번씩 도착한 전달 수입니다(모든 시행 합계). 같은 일정을 따르므로 예정된 수는 두 엔진이 같습니다.',
      },
    },
    requests: {
      title: { en: 'Requests', ko: '요청 수' },
      meaning: {
        en: 'HTTP requests that the server counted, in a trial.',
        ko: '서버가 센 시행당 HTTP 요청 수입니다.',
      },
    },
  },
  saturation: { en: 'Saturation, a figure of its own', ko: '포화 처리량(별도 수치)' },
  saturated: {
    en: '{name}: {rate} requests per second over {connections} connections, each asking again as soon as it was answered, with nothing to deliver. {limit}',
    ko: '{name}: 연결 {connections}개가 응답을 받자마자 다시 요청할 때 초당 {rate}건. 전달할 이벤트는 없습니다. {limit}',
  },
  serverFull: {
    en: 'The server’s core was full: this is the server’s limit.',
    ko: '서버 코어가 가득 찼으므로 서버의 한계입니다.',
  },
  clientFull: {
    en: 'The client’s core was full: the server may answer more.',
    ko: '클라이언트 코어가 가득 찼으므로 서버는 더 처리할 수 있습니다.',
  },
  nobodyFull: {
    en: 'No core was full: something else held it back.',
    ko: '가득 찬 코어가 없으므로 다른 요인이 처리량을 제한했습니다.',
  },
};
