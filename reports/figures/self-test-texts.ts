import type { Texts } from '../../lab/texts.ts';

export const selfTestTexts = {
  name: { en: 'Self-test', ko: '자가 진단' },
  none: {
    en: 'Never run here. “npm run selftest” plants defects and shows in three minutes whether this lab catches them on this machine.',
    ko: '이 장비에서 실행한 적이 없습니다. “npm run selftest”를 실행하면 일부러 심은 결함을 이 장비에서 잡아내는지 3분 안에 알 수 있습니다.',
  },
  elsewhere: {
    en: 'Last run with other versions or on another machine, which says nothing of this one. Repeat “npm run selftest”.',
    ko: '마지막 자가 진단은 다른 버전이나 다른 장비에서 실행한 것이라 이번 결과를 뒷받침하지 못합니다. “npm run selftest”를 다시 실행하세요.',
  },
  caught: {
    en: '{caught} of {planted} planted defects caught, {when}.',
    ko: '{when}, 심어 둔 결함 {planted}건 중 {caught}건을 잡아냈습니다.',
  },
  missed: { en: 'Not caught: {defects}.', ko: '놓친 결함: {defects}.' },
  aa: {
    en: 'In {pairs} comparisons drawn from many trials ({when}), the same server was called different in {falseAlarms}, and {more} more CPU was found in {found}.',
    ko: '여러 시행에서 뽑은 비교 {pairs}회({when}) 중 같은 서버를 다르다고 잘못 판정한 비율은 {falseAlarms}, CPU가 {more} 더 드는 서버를 찾아낸 비율은 {found}입니다.',
  },
  aaFails: {
    en: 'That is outside its bounds: do not rely on comparisons made here.',
    ko: '허용 범위를 벗어났으므로, 이 장비에서 한 비교는 믿지 마세요.',
  },
  residence: {
    en: 'From its packet to the clients’ process an event took ({when}): {cases}. So much of a latency is the clients’ own and no transport’s: it is the lab’s uncertainty.',
    ko: '패킷이 도착한 뒤 클라이언트 프로세스가 받기까지 걸린 시간({when}): {cases}. 지연 가운데 이만큼은 전송 방식이 아니라 클라이언트의 몫으로, 이 실험실의 측정 불확도입니다.',
  },
  residenceFails: {
    en: 'Packet times do not confirm the lab’s latency: see “npm run selftest -- --capture”.',
    ko: '패킷 시각이 이 실험실의 지연 수치와 맞지 않습니다. “npm run selftest -- --capture”를 확인하세요.',
  },
} as const satisfies Record<string, Texts>;
