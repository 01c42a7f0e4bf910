import type { Texts } from '../lab/texts.ts';
import { adviceTexts } from './advice/advice-texts.ts';
import { advicePanelTexts } from './advice/panel-texts.ts';
import { listTexts } from './browser/list/list-texts.ts';
import { liveTexts } from './browser/live/live-texts.ts';
import { compareTexts } from './compare/compare-texts.ts';
import type { Language } from './drawing/look.ts';
import { capacityTexts } from './figures/capacity-texts.ts';
import { differenceTexts } from './figures/difference-texts.ts';
import { engineTexts } from './figures/engine-texts.ts';
import { faultTexts } from './figures/fault-texts.ts';
import { measureTexts } from './figures/measure-texts.ts';
import { proxyTexts } from './figures/proxy-texts.ts';
import { selfTestTexts } from './figures/self-test-texts.ts';

/** Fills `{name}` places. A text is data: what is filled in stays text when it is shown. */
export const fill = (template: Texts, language: Language, values: Readonly<Record<string, string>>): string =>
  template[language].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);

/** The text for one of something, or for any other number of it; `{n}` is that number unless it is given. */
export const fillCount = (
  { one, many }: { readonly one: Texts; readonly many: Texts },
  language: Language,
  count: number,
  values: Readonly<Record<string, string>> = {},
): string => fill(count === 1 ? one : many, language, { n: count.toLocaleString(language), ...values });

/** Every text of the page that belongs to no part; charts carry their own. */
export const texts = {
  list: listTexts,
  live: liveTexts,
  measures: measureTexts,
  proxies: proxyTexts,
  selfTest: selfTestTexts,
  engines: engineTexts,
  page: {
    name: { en: 'Realtime transport lab', ko: '실시간 전송 방식 실험실' },
    question: {
      en: 'Which realtime transport should I choose, and what will it cost me?',
      ko: '어떤 실시간 전송 방식을 고르고, 그 대가는 얼마일까?',
    },
    contents: { en: 'On this page', ko: '이 페이지의 내용' },
    language: { en: 'Language', ko: '언어' },
    scheme: { en: 'Colours', ko: '색상' },
    light: { en: 'Light', ko: '밝게' },
    dark: { en: 'Dark', ko: '어둡게' },
    incomplete: {
      en: 'This run is not complete: some trials are missing.',
      ko: '끝까지 진행되지 않은 실행입니다. 일부 시행이 빠져 있습니다.',
    },
    measuredAt: { en: 'Measured {when}', ko: '{when} 측정' },
    subscribers: { en: '{n} subscribers', ko: '구독자 {n}명' },
    trials: { en: '{n} trials of each case', ko: '케이스마다 {n}회 시행' },
    oneTrial: { en: 'one trial of each case', ko: '케이스마다 1회 시행' },
    duration: { en: '{seconds} s measured', ko: '{seconds}초 측정' },
  },
  findings: {
    heading: { en: 'What this run shows', ko: '이번 실행에서 알 수 있는 것' },
    none: {
      en: 'No case of this run gives a valid result to draw a conclusion from.',
      ko: '결론을 낼 만큼 유효한 결과가 이번 실행에는 없습니다.',
    },
    oneWay: {
      en: 'This run went several ways. These answers are of one of them: {way}. “What differs” compares the ways.',
      ko: '이번 실행은 여러 경로로 측정했습니다. 위 답은 그중 하나에 대한 것입니다: {way}. 경로끼리의 비교는 “무엇이 다른가”에 있습니다.',
    },
    usualWay: { en: 'direct', ko: '직접 연결' },
    fastest: { en: 'Shortest wait', ko: '대기 시간 최소' },
    cpu: { en: 'Least server CPU', ko: '서버 CPU 최소' },
    memory: { en: 'Least memory', ko: '메모리 최소' },
    bytes: { en: 'Fewest bytes', ko: '전송량 최소' },
    requests: { en: 'Fewest HTTP requests', ko: 'HTTP 요청 최소' },
    reliability: { en: 'Arrived', ko: '도착 여부' },
    noDifference: { en: 'No clear difference', ko: '뚜렷한 차이 없음' },
    only: { en: '{figure} {what}.', ko: '{what} {figure}.' },
    against: {
      en: '{figure} {what}. Highest: {worst}, {worstFigure}.',
      ko: '{what} {figure}. 최대: {worst}, {worstFigure}.',
    },
    alike: {
      en: '{figure} {what}: these trials cannot tell them apart.',
      ko: '{what} {figure}. 이번 시행으로는 서로 구별할 수 없습니다.',
    },
    notRanked: { en: 'Not ranked', ko: '순위 없음' },
    whatFastest: { en: 'end to end at the median', ko: '종단 간 중앙값' },
    whatCpu: { en: 'per delivery', ko: '전달 1건당' },
    whatCpuMultiple: { en: 'the raw socket’s CPU per delivery', ko: '전달 1건당 CPU, 순수 소켓 대비' },
    whatMemory: { en: 'per subscriber', ko: '구독자 1명당' },
    whatBytes: { en: 'on the wire per delivery', ko: '전달 1건당 전송량' },
    whatRequests: { en: 'in each trial', ko: '시행 1회당' },
    allArrived: { en: 'Everything, once', ko: '모두 정확히 한 번씩 도착' },
    allArrivedDetail: {
      en: '{expected} deliveries expected over all valid cases and trials; none lost, none duplicated.',
      ko: '유효한 모든 케이스와 시행에서 예정된 전달 {expected}건 중 유실도 중복도 없었습니다.',
    },
    notAllArrived: {
      en: '{lost} lost, {duplicated} duplicated',
      ko: '유실 {lost}건, 중복 {duplicated}건',
    },
    notAllArrivedDetail: {
      en: 'Of {expected} expected deliveries. Affected: {cases}.',
      ko: '예정된 전달 {expected}건 기준. 해당 케이스: {cases}.',
    },
    starved: {
      en: '{n} tabs never got a connection: {cases}.',
      ko: '연결을 얻지 못한 탭 {n}개: {cases}.',
    },
    oneTrialNote: {
      en: 'One trial of each case gives no confidence: nothing says how far the next one would be, so nothing is ranked. Repeat with --trials 3 or more.',
      ko: '케이스마다 한 번만 측정해 신뢰할 수 없습니다. 다음 시행이 얼마나 달라질지 알 수 없으므로 순위를 매기지 않았습니다. --trials 3 이상으로 다시 측정하세요.',
    },
  },
  warnings: {
    fatal: { en: 'Not valid', ko: '무효인 결과' },
    caution: { en: 'What may mislead', ko: '오해하기 쉬운 점' },
    run: { en: 'Whole run', ko: '실행 전체' },
    everyCase: { en: 'Every case', ko: '모든 케이스' },
    more: { en: '{n} more cases', ko: '케이스 {n}개 더 보기' },
  },
  summary: {
    heading: { en: 'Summary', ko: '요약' },
    transport: { en: 'Transport', ko: '전송 방식' },
    notValid: { en: 'not valid', ko: '무효' },
    reference: { en: 'reference', ko: '기준' },
    notAvailable: { en: 'not available: {reason}', ko: '사용할 수 없음: {reason}' },
    ranges: {
      en: 'Small figures: lowest–highest of {n} trials, which is no confidence interval. “–” means not measured, or too few samples to tell.',
      ko: '작은 숫자는 시행 {n}회의 최솟값–최댓값이며 신뢰 구간은 아닙니다. “–”는 측정하지 않았거나 표본이 모자라 알 수 없다는 뜻입니다.',
    },
    noRanges: {
      en: '“–” means not measured, or too few samples to tell.',
      ko: '“–”는 측정하지 않았거나 표본이 모자라 알 수 없다는 뜻입니다.',
    },
    meanings: { en: 'What the columns mean', ko: '각 열의 뜻' },
    allMetrics: { en: 'Every metric of this run', ko: '이번 실행의 모든 지표' },
    metric: { en: 'Metric', ko: '지표' },
    scroll: { en: 'Summary table, scrolls sideways', ko: '요약 표, 좌우로 스크롤' },
  },
  conditions: {
    heading: { en: 'What was run', ko: '실행 조건' },
    command: { en: 'Repeat it', ko: '다시 실행하기' },
    copy: { en: 'Copy', ko: '복사' },
    copied: { en: 'Copied', ko: '복사됨' },
    machine: { en: 'Machine', ko: '장비' },
    machineDetail: {
      en: '{cpu}, {cores} cores, {memory} GB memory, {os}',
      ko: '{cpu}, 코어 {cores}개, 메모리 {memory} GB, {os}',
    },
    software: { en: 'Software', ko: '소프트웨어' },
    network: { en: 'Network', ko: '네트워크' },
    loopback: {
      en: 'Server and clients on one machine, over loopback: no distance, no loss, no limit of bandwidth.',
      ko: '서버와 클라이언트를 한 장비에서 루프백으로 연결했습니다. 거리, 손실, 대역폭 제한이 없습니다.',
    },
    link: {
      en: 'Every connection passed through a link of the lab’s own, which the fault was done to; it adds a hop to every figure.',
      ko: '모든 연결이 장애를 일으키는 실험실의 링크를 거쳤으므로 모든 수치에 그 구간이 포함됩니다.',
    },
    tls: { en: 'TLS on every connection.', ko: '모든 연결에 TLS를 썼습니다.' },
    noTls: { en: 'No TLS.', ko: 'TLS를 쓰지 않았습니다.' },
    someTls: { en: 'TLS on some cases only.', ko: '일부 케이스에만 TLS를 썼습니다.' },
    cores: { en: 'Cores', ko: '코어 배치' },
    pinned: {
      en: 'Server and clients pinned to different cores.',
      ko: '서버와 클라이언트를 서로 다른 코어에 고정했습니다.',
    },
    notPinned: {
      en: 'Processes not pinned to cores: figures vary more.',
      ko: '프로세스를 코어에 고정하지 않아 측정값이 더 흔들립니다.',
    },
    seed: { en: 'Seed', ko: '시드' },
    run: { en: 'Run', ko: '실행 ID' },
    parameters: { en: 'Parameters', ko: '매개변수' },
    fault: { en: 'Fault', ko: '장애' },
  },
  advice: adviceTexts,
  advicePanel: advicePanelTexts,
  capacity: capacityTexts,
  compare: compareTexts,
  differences: differenceTexts,
  fault: faultTexts,
  sweep: {
    none: {
      en: 'The run has one load. Ask for several with --clients 50,100,200 or --rate 1,5,20.',
      ko: '부하가 하나뿐인 실행입니다. --clients 50,100,200이나 --rate 1,5,20처럼 값을 여러 개 주면 그려집니다.',
    },
    axis: {
      clients: { en: 'subscribers (log)', ko: '구독자 수(로그)' },
      rate: { en: 'events per second (log)', ko: '초당 이벤트 수(로그)' },
    },
    point: {
      clients: { en: '{n} subscribers', ko: '구독자 {n}명' },
      rate: { en: '{n} events/s', ko: '초당 이벤트 {n}건' },
    },
    choose: {
      en: 'Findings and single charts at',
      ko: '요약과 개별 차트를 볼 부하',
    },
  },
  charts: {
    data: { en: 'Data as a table', ko: '데이터를 표로 보기' },
    deliveries: { en: '{n} deliveries', ko: '전달 {n}건' },
    trials: { en: '{n} trials', ko: '시행 {n}회' },
    oneTrial: { en: 'one trial', ko: '시행 1회' },
    savePng: { en: 'PNG: picture of “{title}”', ko: 'PNG: “{title}” 그림 저장' },
    saveCsv: { en: 'CSV: figures of “{title}”', ko: 'CSV: “{title}” 수치 저장' },
    missing: { en: 'Not in this run', ko: '이번 실행에 없는 것' },
    legend: { en: 'Show or hide lines', ko: '선 보이기/숨기기' },
    all: { en: 'Show all', ko: '모두 보기' },
    hiddenReference: { en: 'raw socket = 1×', ko: '순수 소켓 = 1×' },
    warmUp: { en: 'warm-up', ko: '워밍업' },
    seconds: { en: 'seconds', ko: '초' },
    case: { en: 'Case', ko: '케이스' },
    median: { en: 'Median', ko: '중앙값' },
    mean: { en: 'Geometric mean', ko: '기하 평균' },
    interval: { en: '95 % interval', ko: '95% 구간' },
    range: { en: 'Lowest–highest', ko: '최솟값–최댓값' },
    noTimeline: { en: 'The run has no timeline.', ko: '시간대별 기록이 없는 실행입니다.' },
    noData: { en: 'No case of this run has this figure.', ko: '이 값을 측정한 케이스가 없습니다.' },
  },
} as const;
