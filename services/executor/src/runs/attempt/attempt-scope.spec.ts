import { ManualClock } from '@ebbflow/kernel';
import { AttemptEnded } from './attempt-ended.ts';
import { AttemptScope } from './attempt-scope.ts';
import type { HeldRun } from '../held-run.ts';

const run: HeldRun = {
  tenantId: 'org_0193f5a0c0de7000800000000000a001',
  runId: 'run_0193f5a0c0de7000800000000000a005',
  scenarioId: 'scn_0193f5a0c0de7000800000000000a004',
  scenarioVersion: 1,
  trigger: 'manual',
  deliveryId: undefined,
  replyTo: undefined,
  traceparent: undefined,
  input: undefined,
  leaseToken: '1',
  attempts: 1,
  startedAt: new Date(0),
  journal: [],
};

describe('AttemptScope', () => {
  it('may act until its lease is over by the local clock', () => {
    const clock = new ManualClock();
    const scope = new AttemptScope(run, clock, clock.nowMs() + 1_000);
    clock.advance(999);
    expect(() => scope.assertMayAct()).not.toThrow();
    clock.advance(1);
    expect(() => scope.assertMayAct()).toThrow(AttemptEnded);
    expect((scope.signal.reason as AttemptEnded).reason).toEqual({ kind: 'lost' });
  });

  it('may act longer once the lease was renewed', () => {
    const clock = new ManualClock();
    const scope = new AttemptScope(run, clock, clock.nowMs() + 1_000);
    scope.renewed(clock.nowMs() + 2_000);
    clock.advance(1_500);
    expect(() => scope.assertMayAct()).not.toThrow();
  });

  it('keeps the reason it was ended with first', () => {
    const clock = new ManualClock();
    const scope = new AttemptScope(run, clock, clock.nowMs() + 1_000);
    scope.end({ kind: 'handed-back', dueInMs: 0 });
    scope.end({ kind: 'lost' });
    expect((scope.signal.reason as AttemptEnded).reason.kind).toBe('handed-back');
  });
});
