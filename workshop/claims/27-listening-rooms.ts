import type { Claim } from '../claim.ts';
import type { ListeningRooms, RoomSide } from '../experiments/listening-rooms.ts';
import { sayBusy } from '../figures.ts';
import { TRANSPORT_NAMES, type TransportId } from '../transport-names.ts';

const FULL = 0.8;
const DEARER = 1.5;
/** A server at its end computes or waits for a core; one that other programs hold up is idle in between. */
const isOverloaded = ({ serverCpuShare, serverWaitShare, lost }: RoomSide): boolean =>
  serverCpuShare + serverWaitShare >= FULL || lost > 0;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export default {
  number: 27,
  statement: {
    en: 'Where dozens of rooms with dozens of listeners each receive one position update a second, WebSocket overloads the server and SSE does not.',
    ko: '청취자가 수십 명인 방 수십 개가 1초에 한 번 재생 위치를 받을 때, WebSocket은 서버에 과부하를 일으키지만 SSE는 그렇지 않다.',
  },
  experiment: 'listening-rooms',
  thresholds: {
    en: `Overloaded: the server computed, or waited for a core, for ${FULL * 100} % of the time or more, or a delivery was lost. Holds: WebSocket is over HTTP/1.1, and SSE is not. With limits: neither is, and WebSocket takes at least ${DEARER}× SSE’s CPU. Does not hold: otherwise.`,
    ko: `과부하: 서버가 계산하거나 코어를 기다린 시간이 ${FULL * 100} % 이상이거나 이벤트가 유실된다. 성립: HTTP/1.1에서 WebSocket은 과부하이고 SSE는 아니다. 조건부 성립: 둘 다 아니지만 WebSocket의 CPU가 SSE의 ${DEARER}배 이상이다. 불성립: 그 밖.`,
  },
  judge({ sides, rooms, listenersEach, busy }) {
    const of = (transport: string, http: string): RoomSide => {
      const side = sides.find((one) => one.transport === transport && one.http === http);
      if (side === undefined) throw new Error(`no figures of ${transport} over HTTP/${http}`);
      return side;
    };
    const [sse, websocket] = [of('sse', '1.1'), of('websocket', '1.1')];
    const share = (transport: string): string =>
      `${percent(of(transport, '1.1').serverCpuShare)} / ${percent(of(transport, '2').serverCpuShare)}`;
    const overloaded = [sse, websocket].filter(isOverloaded);
    const holds = isOverloaded(websocket) && !isOverloaded(sse);
    const dearer = overloaded.length === 0 && websocket.serverCpuShare >= DEARER * sse.serverCpuShare;
    const names = (language: 'en' | 'ko'): string =>
      overloaded.map(({ transport }) => TRANSPORT_NAMES[transport as TransportId][language]).join(', ');
    const perSecond = rooms * (listenersEach + 1);
    return {
      verdict: holds ? 'holds' : dearer ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `of one core over HTTP/1.1 / HTTP/2: SSE ${share('sse')}, WebSocket ${share('websocket')}`,
        ko: `코어 하나 중(HTTP/1.1 / HTTP/2): SSE ${share('sse')}, WebSocket ${share('websocket')}`,
      },
      because:
        overloaded.length === 0
          ? {
              en: `${rooms} rooms of ${listenersEach} and a host each are ${perSecond} deliveries a second, and neither comes to ${FULL * 100} % of one core of this machine. At this load the choice is not about the server’s CPU: look at what clients send, and at reconnecting.${sayBusy(busy).en}`,
              ko: `청취자 ${listenersEach}명과 방장이 있는 방 ${rooms}개면 초당 전달 ${perSecond}건이고, 어느 쪽도 이 컴퓨터 코어 하나의 ${FULL * 100} %에 이르지 않습니다. 이 부하에서 선택의 기준은 서버 CPU가 아니라 클라이언트가 보내는 것과 재연결입니다.${sayBusy(busy).ko}`,
            }
          : {
              en: `Did not keep up with its rooms over HTTP/1.1: ${names('en')}.${sayBusy(busy).en}`,
              ko: `HTTP/1.1에서 방들을 따라가지 못한 것: ${names('ko')}.${sayBusy(busy).ko}`,
            },
    };
  },
} satisfies Claim<ListeningRooms>;
