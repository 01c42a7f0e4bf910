import type { Trial } from '../results/schema.ts';
import { sumOf } from './figures.ts';
import type { WarningRule } from './warning-rule.ts';

/** Nothing was due in the measure phase, so every figure is of nothing. */
export const nothingExpected: WarningRule = {
  code: 'nothing-expected',
  fatal: true,
  find({ trials }) {
    if (sumOf(trials, ({ deliveries }) => deliveries.expected) > 0) return;
    return {
      seen: {
        en: 'The schedule has no event within the measure phase.',
        ko: '측정 구간에 예정된 이벤트가 하나도 없습니다.',
      },
      why: { en: 'Nothing was measured.', ko: '아무것도 측정하지 못했습니다.' },
      remedy: {
        en: 'Measure longer with --duration, or raise the --rate.',
        ko: '--duration으로 더 오래 측정하거나 --rate를 높이세요.',
      },
    };
  },
};

/** Every delivery that the schedule promises has to come once, in order, and nothing else. */
export const accounting: WarningRule = {
  code: 'accounting',
  fatal: true,
  find({ trials }) {
    const [lost, repeated, reordered, unexpected] = [
      sumOf(trials, unexplainedIn),
      sumOf(trials, ({ deliveries }) => deliveries.duplicated),
      sumOf(trials, ({ deliveries }) => deliveries.reordered),
      sumOf(trials, ({ deliveries }) => deliveries.unexpected),
    ];
    if (lost + repeated + reordered + unexpected === 0) return;
    return {
      seen: {
        en: `Deliveries do not balance: ${lost} lost, ${repeated} duplicated, ${reordered} out of order, ${unexpected} unexpected.`,
        ko: `전달 수가 맞지 않습니다. 유실 ${lost}건, 중복 ${repeated}건, 순서 뒤바뀜 ${reordered}건, 예정에 없던 전달 ${unexpected}건입니다.`,
      },
      why: {
        en: 'Nothing was done to the connections, so this is a fault of the server, the network or the lab; a transport that loses events looks faster and cheaper than it is.',
        ko: '연결을 건드리지 않았으므로 서버, 네트워크, 실험실 중 어딘가에 결함이 있습니다. 이벤트를 잃는 전송 방식은 실제보다 빠르고 저렴해 보입니다.',
      },
      remedy: {
        en: 'Find the fault first: repeat with the same --seed and fewer --clients, and see whether it stays.',
        ko: '먼저 원인을 찾으세요. 같은 --seed와 더 적은 --clients로 다시 실행해 같은 현상이 나타나는지 확인하세요.',
      },
    };
  },
};

/** What a fault explains is measured, and told in its own place; and so is what servers do not tell each other. */
const unexplainedIn = ({ deliveries, reconnection, fleet }: Trial): number =>
  fleet?.unshared ? 0 : (reconnection?.loss.unexplained ?? deliveries.lost);
