import type { StepOutcome } from '@ebbflow/engine';
import { systemClock } from '@ebbflow/kernel';
import { AttemptEnded } from '../attempt/attempt-ended.ts';
import { AttemptScope } from '../attempt/attempt-scope.ts';
import type { JournalRow } from '../held-run.ts';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import { aPeriodKeys } from '../../../test/support/period-keys.builder.ts';
import type { JournalEntry } from '../run-queue.repository.ts';
import { RunJournal } from './run-journal.ts';

const tenantId = 'org_0193f5a0c0de7000800000000000a001';
const keys = aPeriodKeys(tenantId);
const outcome: StepOutcome = {
  kind: 'result',
  result: { bundles: [{ at: new Date(0), status: 200 }] },
  startedAtMs: 1,
  durationMs: 2,
};

function aScope(journal: readonly JournalRow[] = []): AttemptScope {
  return new AttemptScope(aHeldRun({ tenantId, journal }), systemClock, Infinity);
}

/** Keeps what is appended; says whether the lease held. */
class Writer {
  readonly entries: JournalEntry[] = [];
  isHeld = true;

  async append(entry: JournalEntry): Promise<boolean> {
    if (this.isHeld) this.entries.push(entry);
    return this.isHeld;
  }
}

describe('RunJournal', () => {
  it('writes an outcome before the next call leaves, and not before that', async () => {
    const writer = new Writer();
    const journal = await RunJournal.open(aScope(), keys, writer);
    await journal.append('2#1', outcome);
    expect(writer.entries).toEqual([]);
    await journal.settle();
    expect(writer.entries.map(({ stepKey, leaseToken }) => [stepKey, leaseToken])).toEqual([['2#1', '7']]);
    await journal.settle();
    expect(writer.entries).toHaveLength(1);
  });

  it('gives the next attempt what it wrote, sealed in between', async () => {
    const writer = new Writer();
    const first = await RunJournal.open(aScope(), keys, writer);
    await first.append('2#1', outcome);
    await first.settle();
    expect(writer.entries[0]?.outcome.includes('bundles')).toBe(false);
    const next = await RunJournal.open(aScope(writer.entries), keys, writer);
    expect(next.find('2#1')).toEqual(outcome);
    expect(next.find('2#2')).toBeUndefined();
  });

  it('opens no outcome under the key of another step', async () => {
    const writer = new Writer();
    const first = await RunJournal.open(aScope(), keys, writer);
    await first.append('2#1', outcome);
    await first.settle();
    const moved = writer.entries.map((entry) => ({ ...entry, stepKey: '2#2' }));
    await expect(RunJournal.open(aScope(moved), keys, writer)).rejects.toThrow('could not be opened');
  });

  it('ends the attempt when the lease is lost, and lets nothing follow', async () => {
    const writer = new Writer();
    const scope = aScope();
    const journal = await RunJournal.open(scope, keys, writer);
    await journal.append('2#1', outcome);
    writer.isHeld = false;
    await expect(journal.settle()).rejects.toBeInstanceOf(AttemptEnded);
    expect(scope.signal.aborted).toBe(true);
    await expect(journal.append('3#1', outcome)).rejects.toBeInstanceOf(AttemptEnded);
  });

  it('saves what was done when the attempt is handed back in order', async () => {
    const writer = new Writer();
    const scope = aScope();
    const journal = await RunJournal.open(scope, keys, writer);
    await journal.append('2#1', outcome);
    scope.end({ kind: 'handed-back', dueInMs: 0 });
    await journal.save();
    expect(writer.entries.map(({ stepKey }) => stepKey)).toEqual(['2#1']);
  });
});
