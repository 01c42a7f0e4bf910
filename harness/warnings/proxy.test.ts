import { behindProxy } from './proxy.ts';
import { testCases } from './test-evidence.ts';

testCases(
  [behindProxy],
  [['behind-proxy', 'where clients went through one', { plan: { via: 'haproxy' } }, {}]],
);
