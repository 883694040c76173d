import { ManualClock } from '@ebbflow/kernel';
import { AttemptEnded } from './attempt-ended.ts';
import { AttemptScope } from './attempt-scope.ts';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';

const run = aHeldRun();

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
