import { type Defect, findFatal } from '../defect.ts';

/** More than nine tenths of the time, in pieces that anybody who waits would notice. */
const load = { file: new URL('../planted/busy-load-process.ts', import.meta.url), words: ['150', '145'] };

export default {
  id: 'busy-generator',
  order: 60,
  title: { en: 'Clients slowed by a busy loop', ko: '바쁜 루프로 느려진 클라이언트' },
  expected: 'fatal: generator-saturated',
  async hunt(lab) {
    return findFatal(await lab.runOne({ id: 'busy generator' }, load), 'generator-saturated');
  },
} satisfies Defect;
