import type { Claim } from '../claim.ts';
import type { Burst } from '../experiments/burst.ts';
import { sayBusy } from '../figures.ts';

const AS_FAST = 2;
const AS_FAST_MS = 2;
const ALL = 0.9;
const PEAK = 5;
const STRAIN = 1.5;

const isAsFast = (heldMs: number, pushMs: number): boolean =>
  heldMs <= AS_FAST * pushMs || heldMs <= pushMs + AS_FAST_MS;

export default {
  number: 21,
  statement: {
    en: 'Long polling delivers as fast as push; but when an event reaches many clients at once, all of them answer and ask again together, and the burst strains the server.',
    ko: '롱 폴링은 푸시만큼 빨리 전달한다. 하지만 이벤트가 많은 클라이언트에 한꺼번에 전달되면 모두가 동시에 응답을 받고 다시 요청하므로, 그 폭주가 서버에 부담을 준다.',
  },
  experiment: 'burst',
  thresholds: {
    en: `As fast: a median of at most ${AS_FAST}× that of SSE, or ${AS_FAST_MS} ms more, for one client and for all of them. Burst: at least ${ALL * 100} % ask again within 0.4 s, at a peak of ${PEAK}× the mean or more. Strain: ${STRAIN}× the CPU per delivery or more. Holds: all three. With limits: burst and strain, but slower. Does not hold: no burst, or no strain.`,
    ko: `푸시만큼: 클라이언트가 하나일 때도 모두일 때도 중앙값이 SSE의 ${AS_FAST}배 이하이거나 ${AS_FAST_MS} ms 이내로 늦다. 폭주: ${ALL * 100} % 이상이 0.4초 안에 다시 요청하고, 최고치가 평균의 ${PEAK}배 이상이다. 부담: 전달당 CPU가 ${STRAIN}배 이상이다. 성립: 셋 다. 조건부 성립: 폭주와 부담은 있으나 더 느리다. 불성립: 폭주나 부담이 없다.`,
  },
  judge({ held, push, askedAgain, clients, busy }) {
    const asFast =
      isAsFast(held.deliveryP50Ms, push.deliveryP50Ms) && isAsFast(held.aloneP50Ms, push.aloneP50Ms);
    const burst = askedAgain.share >= ALL && askedAgain.peakPerSecond >= PEAK * askedAgain.meanPerSecond;
    const dearer = held.serverCpuUsPerDelivery / push.serverCpuUsPerDelivery;
    const strains = burst && dearer >= STRAIN;
    const percent = Math.round(askedAgain.share * 100);
    const [peak, mean] = [Math.round(askedAgain.peakPerSecond), Math.round(askedAgain.meanPerSecond)];
    const [heldMs, pushMs] = [held.deliveryP50Ms.toFixed(1), push.deliveryP50Ms.toFixed(1)];
    const [heldAloneMs, pushAloneMs] = [held.aloneP50Ms.toFixed(1), push.aloneP50Ms.toFixed(1)];
    const workMs = ({ serverCpuUsPerDelivery }: Burst['held']): string =>
      ((serverCpuUsPerDelivery * clients) / 1e3).toFixed(0);
    return {
      verdict: strains ? (asFast ? 'holds' : 'holds-with-limits') : 'does-not-hold',
      figure: {
        en: `${percent} % ask again within 0.4 s, at a peak of ${peak} requests a second (mean ${mean}); CPU per delivery ${dearer.toFixed(1)}× SSE’s; median of ${clients} clients ${heldMs} ms against ${pushMs} ms, of one ${heldAloneMs} against ${pushAloneMs}`,
        ko: `${percent} %가 0.4초 안에 다시 요청하고, 최고 초당 ${peak}회(평균 ${mean}회). 전달당 CPU는 SSE의 ${dearer.toFixed(1)}배. 중앙값은 클라이언트 ${clients}개에서 ${heldMs} ms 대 ${pushMs} ms, 하나에서 ${heldAloneMs} ms 대 ${pushAloneMs} ms`,
      },
      because: {
        en: `Clients are served one after the other: for ${clients} of them the server computes ${workMs(held)} ms by long polling, their next requests included, and ${workMs(push)} ms by SSE; the clients share one process as well. One alone waits for nobody. ${
          burst
            ? 'Each delivery ends a request and brings the next one, so the clients arrive together although nobody told them to.'
            : 'The clients did not ask again together.'
        }${sayBusy(busy).en}`,
        ko: `서버는 클라이언트에게 하나씩 차례로 보냅니다. ${clients}개에 모두 보내는 데 CPU를 롱 폴링은 다음 요청까지 포함해 ${workMs(held)} ms, SSE는 ${workMs(push)} ms 쓰며, 클라이언트들도 한 프로세스를 나눠 씁니다. 하나뿐이면 기다릴 차례가 없습니다. ${
          burst
            ? '전달마다 요청이 하나 끝나고 다음 요청이 오므로, 아무도 시키지 않아도 클라이언트들이 함께 몰려옵니다.'
            : '클라이언트들이 함께 다시 요청하지는 않았습니다.'
        }${sayBusy(busy).ko}`,
      },
    };
  },
} satisfies Claim<Burst>;
