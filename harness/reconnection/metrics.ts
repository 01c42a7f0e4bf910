import type { Metric } from '../results/schema.ts';

const metric = (name: string, en: string, ko: string, unit: Metric['unit']): Metric => ({
  path: `reconnection.${name}`,
  title: { en, ko },
  unit,
  better: 'lower',
});

/** What every report shows of a fault in its table of all figures. */
export const reconnectionMetrics: readonly Metric[] = [
  metric('downtimeUs.p50', 'Downtime p50', '끊김 시간 p50', 'us'),
  metric('downtimeUs.p99', 'Downtime p99', '끊김 시간 p99', 'us'),
  metric('downtimeUs.max', 'Downtime max', '끊김 시간 최대', 'us'),
  metric('silenceUs.p50', 'Nothing heard, p50', '아무것도 받지 못한 시간 p50', 'us'),
  metric('silenceUs.max', 'Nothing heard, max', '아무것도 받지 못한 시간 최대', 'us'),
  metric('detectionUs.p50', 'Client detection p50', '클라이언트 감지 p50', 'us'),
  metric('detectionUs.max', 'Client detection max', '클라이언트 감지 최대', 'us'),
  metric('unnoticed.clients', 'Clients that noticed nothing', '알아차리지 못한 클라이언트', 'count'),
  metric('unnoticed.server', 'Dead subscriptions the server kept', '서버가 붙들고 있던 죽은 구독', 'count'),
  metric('replayUs.p50', 'Replay p50', '재전송 p50', 'us'),
  metric('replayUs.p99', 'Replay p99', '재전송 p99', 'us'),
  metric('bystandersUs.p99', 'End to end p99 of those who read', '읽고 있던 구독자의 종단 지연 p99', 'us'),
  metric('attempts', 'Reconnect attempts', '재연결 시도', 'count'),
  metric('peakAttemptsPerSecond', 'Attempts per second, peak', '초당 최대 재연결 시도', 'count'),
  metric('peakReconnectsPerSecond', 'Reconnects per second, peak', '초당 최대 재연결', 'count'),
  metric('storm.serverCpuShareMax', 'Server CPU, busiest half second', '가장 바쁜 0.5초의 서버 CPU', 'ratio'),
  metric('storm.serverRssGrowthBytes', 'Server RSS, growth', '서버 RSS 증가', 'bytes'),
  metric('storm.acceptQueuePeak', 'Accept queue, peak', '최대 연결 수락 대기열', 'count'),
  metric('storm.tlsHandshakes', 'TLS handshakes after the fault', '장애 뒤의 TLS 핸드셰이크', 'count'),
  metric('storm.bytesOnReturn', 'Bytes spent on coming back', '복귀에 쓴 바이트', 'bytes'),
  { ...metric('resumed', 'Came back and went on', '돌아와서 이어받은 횟수', 'count'), better: 'higher' },
  metric('gaveUp', 'Gave up for good', '재연결을 포기한 구독자', 'count'),
  metric('neverReturned', 'Never returned', '돌아오지 못한 구독자', 'count'),
  metric('backToNormalUs', 'Until latency is normal again', '지연이 정상으로 돌아오기까지', 'us'),
  metric('loss.unexplained', 'Lost without explanation', '설명되지 않는 유실', 'count'),
];
