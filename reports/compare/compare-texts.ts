import type { Texts } from '../../lab/texts.ts';

/** The words of the comparison of runs. */
export const compareTexts = {
  title: { en: 'Comparison', ko: '비교' },
  ofRuns: { en: '{n} runs compared', ko: '실행 {n}개 비교' },
  ofOne: { en: 'One run, case by case', ko: '실행 1개의 케이스별 비교' },
  none: { en: 'There is no run to compare.', ko: '비교할 실행이 없습니다.' },
  nothingMeasured: {
    en: 'None of these runs measured a case.',
    ko: '측정한 케이스가 있는 실행이 없습니다.',
  },
  run: { en: 'run {letter}', ko: '실행 {letter}' },
  runs: {
    heading: { en: 'The runs', ko: '비교하는 실행' },
    letter: { en: 'Run', ko: '실행' },
    measured: { en: 'Measured', ko: '측정 시각' },
    what: { en: 'What', ko: '내용' },
    machine: { en: 'Machine', ko: '장비' },
    size: { en: 'Cases × trials', ko: '케이스 × 시행' },
    state: { en: 'State', ko: '상태' },
    baseline: { en: 'baseline', ko: '비교 기준' },
    valid: { en: 'valid', ko: '유효' },
    notValid: { en: 'not valid', ko: '무효' },
    someNotValid: {
      one: { en: '1 case not valid', ko: '무효 케이스 1개' },
      many: { en: '{n} cases not valid', ko: '무효 케이스 {n}개' },
    },
    notMeasured: {
      one: { en: '1 case not measured', ko: '측정하지 않은 케이스 1개' },
      many: { en: '{n} cases not measured', ko: '측정하지 않은 케이스 {n}개' },
    },
    search: {
      one: { en: 'search for capacity, 1 case', ko: '수용량 탐색, 케이스 1개' },
      many: { en: 'search for capacity, {n} cases', ko: '수용량 탐색, 케이스 {n}개' },
    },
    incomplete: { en: 'incomplete', ko: '미완료' },
    command: { en: 'Commands that repeat them', ko: '다시 실행하는 명령' },
    cores: { en: '{cpu}, {cores} cores', ko: '{cpu}, 코어 {cores}개' },
  },
  differs: {
    heading: { en: 'Before you compare', ko: '비교하기 전에' },
    nothing: {
      en: 'Same machine, seed, load and versions: whatever differs below comes from what was changed on purpose, from the machine’s state, or from chance.',
      ko: '장비, 시드, 부하, 버전이 모두 같습니다. 아래의 차이는 일부러 바꾼 것이나 장비의 상태, 우연에서 비롯됩니다.',
    },
    noRawSocket: {
      en: 'No raw socket was measured in both runs, so nothing tells whether the machine was in another state.',
      ko: '두 실행에 공통으로 측정한 순수 소켓이 없어, 장비 상태가 달랐는지는 알 수 없습니다.',
    },
    sameRun: {
      en: 'All cases are from one run: machine, seed and versions are the same, and trials are compared side by side.',
      ko: '모든 케이스가 한 실행에서 나왔으므로 장비, 시드, 버전이 같고, 시행끼리 나란히 비교합니다.',
    },
    between: { en: 'Run {one} against run {other}', ko: '실행 {one} (실행 {other} 대비)' },
    forbidding: {
      en: 'Its figures are not to be compared with those of run {other}.',
      ko: '이 실행의 수치는 실행 {other}의 수치와 비교할 수 없습니다.',
    },
    someCases: {
      en: 'Some of its cases are not to be compared with those of run {other}.',
      ko: '일부 케이스는 실행 {other}의 케이스와 비교할 수 없습니다.',
    },
    alike: { en: 'Measured alike.', ko: '같은 조건에서 측정했습니다.' },
    noted: {
      en: 'Also different, perhaps on purpose:',
      ko: '그 밖에 다른 점(의도한 것일 수 있음):',
    },
    onlyHere: {
      one: { en: '1 of its cases is not in run {other}.', ko: '케이스 1개는 실행 {other}에 없습니다.' },
      many: { en: '{n} of its cases are not in run {other}.', ko: '케이스 {n}개는 실행 {other}에 없습니다.' },
    },
    onlyThere: {
      one: {
        en: '1 case of run {other} is not in it.',
        ko: '실행 {other}의 케이스 1개는 이 실행에 없습니다.',
      },
      many: {
        en: '{n} cases of run {other} are not in it.',
        ko: '실행 {other}의 케이스 {n}개는 이 실행에 없습니다.',
      },
    },
    drift: {
      en: 'The raw socket, in which no transport has a part, moved by itself: {what}. The machine was another, or in another state, so transports may seem to differ for the same reason.',
      ko: '전송 방식과 무관한 순수 소켓의 수치가 달라졌습니다: {what}. 장비나 장비의 상태가 달랐다는 뜻이므로, 전송 방식의 차이도 같은 이유일 수 있습니다.',
    },
    instead: { en: '{own} instead of {theirs}', ko: '{theirs} 대신 {own}' },
  },
  reasons: {
    empty: { en: 'not measured in this run', ko: '이 실행에서는 측정하지 않음' },
    missing: { en: 'not measured in the baseline', ko: '비교 기준에 측정값이 없음' },
    'not-valid': { en: 'one of the two is not valid', ko: '둘 중 하나가 무효' },
    scenario: { en: 'another scenario', ko: '다른 시나리오' },
    fault: { en: 'another fault', ko: '다른 장애' },
    tls: { en: 'TLS in one of them only', ko: '한쪽만 TLS 사용' },
    load: { en: 'another load', ko: '다른 부하' },
    machine: { en: 'another machine', ko: '다른 장비' },
    seed: { en: 'another seed: other events at other times', ko: '다른 시드: 이벤트와 시각이 다름' },
  } satisfies Record<string, Texts>,
  conditions: {
    cpu: { en: 'processor', ko: '프로세서' },
    cores: { en: 'cores', ko: '코어 수' },
    memoryBytes: { en: 'memory', ko: '메모리' },
    os: { en: 'system', ko: '운영체제' },
    node: { en: 'Node', ko: 'Node' },
    v8: { en: 'V8', ko: 'V8' },
    openssl: { en: 'OpenSSL', ko: 'OpenSSL' },
    pinned: { en: 'pinned to cores', ko: '코어 고정' },
    lab: { en: 'lab', ko: '실험실 버전' },
    seed: { en: 'seed', ko: '시드' },
    scenario: { en: 'scenario', ko: '시나리오' },
    fault: { en: 'fault', ko: '장애' },
    tls: { en: 'TLS', ko: 'TLS' },
    yes: { en: 'yes', ko: '예' },
    no: { en: 'no', ko: '아니요' },
    nothing: { en: 'none', ko: '없음' },
  },
  choose: {
    heading: { en: 'What is shown', ko: '표시할 내용' },
    baseline: { en: 'Compare with', ko: '비교 기준' },
    wholeRun: { en: 'Run {letter}, case by case', ko: '실행 {letter}(케이스별)' },
    oneCase: { en: 'One case of run {letter}', ko: '실행 {letter}의 케이스 하나' },
    all: { en: 'all', ko: '전체' },
    none: { en: 'none', ko: '없음' },
    only: { en: 'Runs', ko: '실행' },
    transport: { en: 'Transports', ko: '전송 방식' },
    http: { en: 'HTTP', ko: 'HTTP' },
    scenario: { en: 'Scenarios', ko: '시나리오' },
    fault: { en: 'Faults', ko: '장애' },
    noHttp: { en: 'no HTTP', ko: 'HTTP 아님' },
    shown: {
      one: { en: '{n} of 1 case shown', ko: '케이스 1개 중 {n}개 표시' },
      many: { en: '{n} of {all} cases shown', ko: '케이스 {all}개 중 {n}개 표시' },
    },
    reset: { en: 'Show all', ko: '모두 보기' },
    nothingLeft: {
      en: 'No case passes these filters.',
      ko: '이 필터에 맞는 케이스가 없습니다.',
    },
  },
  heat: {
    heading: { en: 'At a glance', ko: '한눈에 보기' },
    reading: {
      en: 'The stronger its shade, the more a figure costs, within its column. “best” stands where the trials of a run tell that nothing in it is lower; several may share it.',
      ko: '같은 열에서 색이 진할수록 비용이 큽니다. “최선”은 그 실행의 시행으로 판단해 더 낮은 케이스가 없다는 표시이며, 여럿이 함께 받을 수 있습니다.',
    },
    hidden: {
      en: 'Cases that the filters hide count too.',
      ko: '필터로 숨긴 케이스도 함께 따집니다.',
    },
    best: { en: 'best', ko: '최선' },
  },
  ratios: {
    heading: { en: 'Compared with {baseline}', ko: '{baseline} 대비' },
    whole: { en: 'run {letter}', ko: '실행 {letter}' },
    readingRun: {
      en: 'Each case against the same case of run {letter}, whose own figures stand in the first line. ↓ lower, ↑ higher, ≈ cannot be told apart, “–” too little was measured to say. Small figures are the interval of the ratio. All verdicts of a run are one family: together they raise a false alarm in at most 5 of 100 runs.',
      ko: '실행 {letter}의 같은 케이스를 기준으로 각 케이스를 비교했습니다. 첫 줄은 비교 기준의 값입니다. ↓ 낮음, ↑ 높음, ≈ 구별할 수 없음, “–” 판단하기에 측정이 부족함. 작은 숫자는 비율의 구간입니다. 한 실행의 모든 판정을 묶어, 하나라도 잘못 경보할 확률이 5% 이하가 되도록 했습니다.',
    },
    readingCase: {
      en: 'Each case against {baseline}, whose own figures stand in the first line. ↓ lower, ↑ higher, ≈ cannot be told apart, “–” too little was measured to say. Small figures are the interval of the ratio. The five verdicts of a line are one family: together they raise a false alarm in at most 5 of 100.',
      ko: '모든 케이스를 {baseline} 기준으로 비교했습니다. 첫 줄은 비교 기준의 값입니다. ↓ 낮음, ↑ 높음, ≈ 구별할 수 없음, “–” 판단하기에 측정이 부족함. 작은 숫자는 비율의 구간입니다. 한 줄의 판정 다섯 개를 묶어, 하나라도 잘못 경보할 확률이 5% 이하가 되도록 했습니다.',
    },
    meaningless: {
      en: 'Grey: means nothing, for the reason given.',
      ko: '회색: 적힌 이유로 의미가 없는 비교입니다.',
    },
    case: { en: 'Case', ko: '케이스' },
    same: { en: 'baseline', ko: '비교 기준' },
    notThere: { en: 'not in run {letter}', ko: '실행 {letter}에 없음' },
  },
  every: {
    heading: { en: 'Every metric of the cases that are drawn', ko: '차트에 그린 케이스의 모든 지표' },
    reading: {
      en: 'Ratio to the baseline, its interval and the medians. Beyond the five headline metrics, all metrics of a case are a family of their own: with so many looked at together, intervals are wide and only large differences are told apart.',
      ko: '비교 기준에 대한 비율과 구간, 중앙값입니다. 핵심 지표 다섯 개를 뺀 나머지는 케이스마다 따로 한 묶음으로 판정합니다. 많은 지표를 함께 보므로 구간이 넓고 큰 차이만 구별됩니다.',
    },
  },
  export: {
    drift: { en: 'the raw socket moved by itself:', ko: '순수 소켓 자체의 수치가 달라짐:' },
    reading: {
      en: 'Medians, with lowest–highest of the trials; below them the ratio to the baseline with its interval. ↓ lower, ↑ higher, ≈ cannot be told apart, – too little was measured.',
      ko: '중앙값과 시행의 최솟값–최댓값, 그 아래는 비교 기준에 대한 비율과 구간입니다. ↓ 낮음, ↑ 높음, ≈ 구별할 수 없음, – 측정이 부족함.',
    },
  },
  notDrawn: { en: 'Charts without data', ko: '데이터가 없는 차트' },
  lines: {
    heading: {
      one: { en: 'In the charts: {n} of 1 case', ko: '차트에 그린 케이스: 1개 중 {n}개' },
      many: { en: 'In the charts: {n} of {all} cases', ko: '차트에 그린 케이스: {all}개 중 {n}개' },
    },
    why: {
      en: 'More than {most} lines in one chart cannot be told apart. Pick those that you want to see.',
      ko: '한 차트에 선이 {most}개를 넘으면 구별하기 어렵습니다. 보고 싶은 케이스를 고르세요.',
    },
    pick: { en: 'Pick the cases', ko: '케이스 고르기' },
    usual: { en: 'The usual choice', ko: '기본 선택' },
    nothing: { en: 'No case is picked to be drawn.', ko: '차트에 그릴 케이스를 고르지 않았습니다.' },
  },
} as const;
