import type { HeldRun } from '../../src/runs/held-run.ts';

/** A run as a worker holds it: started by hand, first attempt, nothing in it. */
export function aHeldRun(over: Partial<HeldRun> = {}): HeldRun {
  return {
    tenantId: 'org_0193f5a0c0de7000800000000000a001',
    runId: 'run_0193f5a0c0de7000800000000000a005',
    scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
    scenarioVersion: 1,
    teamId: null,
    trigger: 'manual',
    deliveryId: undefined,
    replyTo: undefined,
    traceparent: undefined,
    input: undefined,
    inputRunId: undefined,
    parentRunId: undefined,
    outOfRunId: undefined,
    hookId: undefined,
    incompleteId: undefined,
    callback: undefined,
    lane: undefined,
    isCancelled: false,
    leaseToken: '7',
    attempts: 1,
    startedAt: new Date(0),
    journal: [],
    ...over,
  };
}
