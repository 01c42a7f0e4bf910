import type { Claim } from '../claim.ts';
import type { TextOnly } from '../experiments/text-only.ts';

/** Four characters for three bytes; what stands around 32 KiB is hardly anything. */
const BASE64 = { least: 1.3, most: 1.4 };

export default {
  number: 8,
  statement: {
    en: 'Data may span several lines; payloads are UTF-8 text only, so binary must be encoded.',
    ko: '데이터는 여러 줄에 걸칠 수 있다. 내용은 UTF-8 텍스트뿐이므로 바이너리는 인코딩해야 한다.',
  },
  experiment: 'text-only',
  thresholds: {
    en: 'Holds: the text of several lines arrives with all its lines, bytes sent as they are do not all arrive, and in base64 they do, for 1.3 to 1.4 times their number on the wire. With limits: base64 costs something else. Does not hold: plain bytes arrive intact, or lines are lost.',
    ko: '성립: 여러 줄 텍스트가 줄을 잃지 않고 전달되고, 그대로 보낸 바이트는 온전히 도착하지 않으며, base64로는 온전히 도착하되 1.3~1.4배의 바이트가 든다. 조건부 성립: base64의 비용이 다르다. 불성립: 그대로 보낸 바이트가 온전하거나 줄을 잃는다.',
  },
  judge({ payloadBytes, text, carriers }: TextOnly) {
    const of = (name: string) => carriers.find(({ carrier }) => carrier === name);
    const share = (name: string): number => (of(name)?.intactBytes ?? 0) / payloadBytes;
    const times = (name: string): number => (of(name)?.wireBytes ?? 0) / payloadBytes;
    const lines = (of: string): number => of.split(/\r\n|\r|\n/).length;
    const percent = (value: number): string => `${Math.round(value * 100)} %`;
    const figure = {
      en: `intact: ${percent(share('sse-plain'))} as they are, ${percent(share('sse-base64'))} in base64, ${percent(share('websocket'))} over a WebSocket; bytes on the wire for each of the payload: base64 ${times('sse-base64').toFixed(2)}, WebSocket ${times('websocket').toFixed(2)}; ${lines(text.heard)} of ${lines(text.sent)} lines of text`,
      ko: `온전히 도착: 그대로 ${percent(share('sse-plain'))}, base64 ${percent(share('sse-base64'))}, WebSocket ${percent(share('websocket'))}; 내용 1바이트당 전송 바이트: base64 ${times('sse-base64').toFixed(2)}, WebSocket ${times('websocket').toFixed(2)}; 텍스트 ${lines(text.sent)}줄 중 ${lines(text.heard)}줄`,
    };
    const isPlainIntact = share('sse-plain') === 1;
    if (isPlainIntact || share('sse-base64') < 1 || lines(text.heard) < lines(text.sent)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: isPlainIntact
          ? { en: 'Bytes arrived as they are.', ko: '바이트가 그대로 도착했습니다.' }
          : {
              en: 'Not all of the lines, or of what was encoded, arrived.',
              ko: '텍스트의 줄이나 인코딩한 내용 중 도착하지 않은 것이 있습니다.',
            },
      };
    }
    const asUsual = times('sse-base64') >= BASE64.least && times('sse-base64') <= BASE64.most;
    const more = percent(times('sse-base64') - 1);
    return {
      verdict: asUsual ? 'holds' : 'holds-with-limits',
      figure,
      because: {
        en: `What is not UTF-8 is replaced, and every line end arrives as LF (HTML standard, 9.2.6), so even text may change that much. Base64 cost ${more} more bytes than the payload.`,
        ko: `UTF-8이 아닌 바이트는 바뀌어 버리고, 줄 끝은 모두 LF로 도착하므로(HTML 표준 9.2.6) 텍스트조차 그만큼은 달라질 수 있습니다. base64에는 내용보다 ${more} 많은 바이트가 들었습니다.`,
      },
    };
  },
} satisfies Claim<TextOnly>;
