import type { ReconnectPolicy } from '../../../transports/reconnect.ts';
import { PROBE_MS } from '../../fault-plan.ts';
import type { TrialPlan } from '../../trial-plan.ts';

/** A heartbeat may come late by half an interval before its connection is taken for dead. */
const HEARTBEATS_MISSED = 1.5;

/** How the tabs of a trial come back. */
export const reconnectPolicyOf = (plan: TrialPlan, random: () => number): ReconnectPolicy => ({
  enabled: true,
  random,
  resume: plan.resume ?? true,
  reopen: plan.reopen ?? false,
  ...(plan.reconnectDelayMs !== undefined && { probeMs: PROBE_MS }),
  ...(plan.watchdog && { watchdogMs: plan.heartbeatMs * HEARTBEATS_MISSED }),
});

/** An empty answer is a long poll's heartbeat: where one is missed, it must come as often. */
export const longPollTimeoutOf = ({ watchdog, longPollTimeoutMs, heartbeatMs }: TrialPlan): number =>
  watchdog ? Math.min(longPollTimeoutMs, heartbeatMs) : longPollTimeoutMs;
