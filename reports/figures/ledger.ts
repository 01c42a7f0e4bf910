import { BYTE_CLASSES, type ByteClass, type LedgerPhase } from '../../harness/results/byte-classes.ts';
import type { BothWays, Ledger } from '../../harness/results/ledger-schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Look, Scheme } from '../drawing/look.ts';

interface ClassLook {
  readonly title: Texts;
  readonly colour: Readonly<Record<Scheme, string>>;
}

/** From the innermost to the outermost, so that what every transport carries alike begins at one line. */
export const CLASSES_FROM_INSIDE: readonly ByteClass[] = [...BYTE_CLASSES].reverse();

/** What was asked for in blue, what HTTP and the transport add in warm colours, what TLS adds in grey. */
export const CLASS_LOOKS: Readonly<Record<ByteClass, ClassLook>> = {
  payload: look('Payload', '페이로드', '#0072b2', '#4f9fd6'),
  envelope: look('Event envelope', '이벤트 메타데이터', '#7cc3ea', '#a5d8f3'),
  heartbeats: look('Heartbeats', '하트비트', '#a34f88', '#dd8fc4'),
  signals: look('Signals', '제어 메시지', '#00805e', '#3ecfa3'),
  framing: look('Framing', '프레이밍', '#e0b000', '#f0d050'),
  http2: look('HTTP/2 session', 'HTTP/2 세션', '#8a5a00', '#c08a3a'),
  heads: look('Headers', '헤더', '#d55e00', '#ff8f4a'),
  tlsRecords: look('TLS records', 'TLS 레코드', '#8c949c', '#8f979f'),
  tlsTickets: look('TLS tickets', 'TLS 티켓', '#b9c0c7', '#c3c9cf'),
  tlsHandshake: look('TLS handshake', 'TLS 핸드셰이크', '#5c646c', '#626a72'),
};

function look(en: string, ko: string, light: string, dark: string): ClassLook {
  return { title: { en, ko }, colour: { light, dark } };
}

export const classTitle = (name: ByteClass, { language }: Look): string => CLASS_LOOKS[name].title[language];

/** Bytes of one class between the schedule's start and the last delivery, for each delivered event. */
export function perDelivery({ phases, deliveries }: Ledger, name: ByteClass): BothWays {
  const { up, down } = phases.deliver[name];
  return { up: up / deliveries, down: down / deliveries };
}

/** All bytes of a phase, both ways. */
export const bytesIn = ({ phases }: Ledger, phase: LedgerPhase): number =>
  Object.values(phases[phase]).reduce((sum, { up, down }) => sum + up + down, 0);
