import { randomBytes } from 'node:crypto';
import { TenantKeys } from '@ebbflow/crypto';
import type { Verdict } from '@ebbflow/engine';
import { systemClock } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { aHeldRun } from '../../../test/support/held-run.builder.ts';
import { AttemptScope } from '../../runs/attempt/attempt-scope.ts';
import type { HeldRun } from '../../runs/held-run.ts';
import { readVersion } from '../../scenarios/read-version.ts';
import { CursorPart } from './cursor-part.ts';
import { type SealedCursor, type StoredCursor, TriggerCursors } from './trigger-cursors.ts';

const { compiled: polling } = readVersion({ flow: [{ id: 3, module: 'rss:TriggerNewArticle', version: 4 }] });
const { compiled: plain } = readVersion({ flow: [{ id: 3, module: 'json:ParseJSON', version: 1 }] });

describe('the cursor of a run', () => {
  const key = randomBytes(32).toString('base64');
  let stored: StoredCursor | undefined;

  class CursorsInMemory extends TriggerCursors {
    override find(): Promise<StoredCursor | undefined> {
      return Promise.resolve(stored);
    }
  }
  const cursors = new CursorsInMemory(
    // Nothing of it is asked: what would be is above.
    undefined as unknown as Database,
    new TenantKeys({ read: async (tenantId) => ({ tenantId, version: 1, key }) }),
  );
  const part = new CursorPart(cursors);

  const ended = (run: HeldRun, cursor: Verdict['cursor']): Promise<SealedCursor | undefined> =>
    part.prepare({
      scope: new AttemptScope(run, systemClock, Infinity),
      verdict: { cursor } as Verdict,
      scenario: polling,
      isConfidential: false,
      finishedAt: new Date(),
    });
  const left = async (value: { seen: string[] }, more: Partial<StoredCursor> = {}): Promise<StoredCursor> => {
    const { tenantId, scenarioId } = aHeldRun();
    const trigger = { tenantId, scenarioId, module: { id: 3, name: 'rss:TriggerNewArticle' } };
    const { sealed, keyVersion, revision } = await cursors.seal(trigger, value, 4);
    const dates = { chosenAt: null, movedAt: new Date(0) };
    return { module: trigger.module.name, sealed, keyVersion, revision, ...dates, ...more };
  };

  beforeEach(() => {
    stored = undefined;
  });

  it('is where the last one left off, and the next one goes on where this one did', async () => {
    stored = await left({ seen: ['a'] });
    const run = aHeldRun({ trigger: 'schedule' });
    expect(await part.of(run, polling)).toEqual({ cursor: { seen: ['a'] } });
    expect(await ended(run, { seen: ['a', 'b'] })).toMatchObject({ revision: 5, module: { id: 3 } });
  });

  it('does not move for a run that read nothing, or began from none of ours', async () => {
    const run = aHeldRun({ trigger: 'schedule' });
    expect(await part.of(run, polling)).toEqual({});
    expect(await ended(run, undefined)).toBeUndefined();
    expect(await ended(aHeldRun(), { seen: [] })).toBeUndefined();
  });

  it.each<Partial<HeldRun>>([{ trigger: 'replay' }, { trigger: 'retry', incompleteId: 'inc_1' }])(
    'is left alone by %j',
    async (over) => {
      stored = await left({ seen: ['a'] });
      const run = aHeldRun(over);
      expect(await part.of(run, polling)).toEqual({});
      expect(await ended(run, { seen: ['z'] })).toBeUndefined();
    },
  );

  it('is read again by a run that is done again as a whole', async () => {
    stored = await left({ seen: ['a'] });
    const run = aHeldRun({ trigger: 'retry' });
    expect(await part.of(run, polling)).toEqual({ cursor: { seen: ['a'] } });
    expect(await ended(run, { seen: ['b'] })).toMatchObject({ revision: 5 });
  });

  it('is nothing to a scenario that begins otherwise', async () => {
    stored = await left({ seen: ['a'] });
    expect(await part.of(aHeldRun(), plain)).toEqual({});
  });

  it('is not that of another app under the same number', async () => {
    stored = await left({ seen: ['a'] }, { module: 'email:TriggerNewEmail' });
    expect(await part.of(aHeldRun(), polling)).toEqual({});
  });

  it('that was chosen while a run was cut off stays, though the run then ends', async () => {
    stored = await left({ seen: [] }, { chosenAt: new Date(60_000) });
    const run = aHeldRun({ trigger: 'schedule', leaseToken: '8', startedAt: new Date(0) });
    await part.of(run, polling);
    expect(await ended(run, { seen: ['a'] })).toBeUndefined();
  });
});
