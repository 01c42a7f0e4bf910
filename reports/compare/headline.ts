import type { HEADLINE_METRICS } from '../../harness/results/comparison.ts';
import {
  bytesPerDelivery,
  cpuPerDelivery,
  endToEndP50,
  endToEndP99,
  type Measure,
  memoryPerSubscriber,
} from '../figures/measures.ts';

/** The headline metrics, with what shows their values. */
export const HEADLINE: Readonly<Record<(typeof HEADLINE_METRICS)[number], Measure>> = {
  'latencyUs.endToEnd.p50': endToEndP50,
  'latencyUs.endToEnd.p99': endToEndP99,
  'server.cpuUsPerDelivery': cpuPerDelivery,
  'server.rssBytesPerSubscriber': memoryPerSubscriber,
  'bytes.perDelivery': bytesPerDelivery,
};
