import { type Defect, findFatal } from '../defect.ts';

const LAG_MS = 150;
const server = {
  file: new URL('../planted/lagging-server-process.ts', import.meta.url),
  words: [String(LAG_MS)],
};

export default {
  id: 'lagging-source',
  order: 80,
  title: { en: 'A source that is 150 ms late', ko: '발행이 150 ms씩 늦는 소스' },
  expected: 'fatal: source-lag',
  async hunt(lab) {
    return findFatal(await lab.runOne({ id: 'lagging source', server }), 'source-lag');
  },
} satisfies Defect;
