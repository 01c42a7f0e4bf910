import { type Defect, findFatal } from '../defect.ts';

const AHEAD_MS = 20;
const server = {
  file: new URL('../planted/shifted-server-process.ts', import.meta.url),
  words: [String(AHEAD_MS)],
};

export default {
  id: 'clock-offset',
  order: 90,
  title: { en: 'A server whose clock is 20 ms ahead', ko: '시계가 20 ms 빠른 서버' },
  expected: 'fatal: clock-not-comparable',
  async hunt(lab) {
    return findFatal(await lab.runOne({ id: 'clock offset', server }), 'clock-not-comparable');
  },
} satisfies Defect;
