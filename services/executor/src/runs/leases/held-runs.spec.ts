import { ManualClock } from '@ebbflow/kernel';
import { AttemptScope } from '../attempt/attempt-scope.ts';
import type { HeldRun } from '../held-run.ts';
import { HeldRuns } from './held-runs.ts';

function aScope(): AttemptScope {
  return new AttemptScope({} as HeldRun, new ManualClock(), 0);
}

describe('HeldRuns', () => {
  it('starts no more runs at once than its concurrency, in the order they came', () => {
    const held = new HeldRuns(2, 1);
    const scopes = [aScope(), aScope(), aScope()];
    for (const scope of scopes) held.add(scope);
    expect([held.startNext(), held.startNext(), held.startNext()]).toEqual([scopes[0], scopes[1], undefined]);
  });

  it('frees the place for work before the run is gone, but not the place for holding', () => {
    const held = new HeldRuns(1, 0);
    const [first, second] = [aScope(), aScope()];
    held.add(first);
    held.startNext();
    held.endWork(first);
    expect(held.freePlaces).toBe(0);
    held.remove(first);
    expect(held.freePlaces).toBe(1);
    held.add(second);
    expect(held.startNext()).toBe(second);
  });

  it('grants reservations only up to what is free', () => {
    const held = new HeldRuns(2, 2);
    expect(held.reserve(3)).toBe(3);
    expect(held.reserve(3)).toBe(1);
    held.unreserve(4);
    expect(held.freePlaces).toBe(4);
  });
});
