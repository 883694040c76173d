import {
  type DataStore,
  type DataStoreRecordAnswer,
  type DataStoreRecordList,
  exportLineSchema,
  type ExportedSubject,
  rectificationContext,
  rectificationOrdered,
  restrictionChanged,
} from '@ebbflow/contracts';
import { sealPayload, TenantKey } from '@ebbflow/crypto';
import { newId, newUuid, systemClock } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import type { RunningService } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { aBlueprint } from '../support/blueprints.builder.ts';
import { executorHouse } from '../support/executor-house.ts';
import { asOrganisation } from '../support/organisation.ts';

const house = executorHouse();
let executor: RunningService;
const done: { requestId: string; step: string; counts: object }[] = [];

beforeAll(async () => {
  executor = await house.start();
  await house.transport.subscribe('test', ['ebbflow.executor.subject'], (messages) => {
    for (const { data } of messages) done.push(JSON.parse(data.toString()) as (typeof done)[number]);
    return Promise.resolve();
  });
});

const context = () => ({ tenantId: house.tenantId, clock: systemClock });
const order = () => ({ tenantId: house.tenantId, requestId: newId('sbr') });
const ended = (requestId: string) => waitFor(() => done.find((step) => step.requestId === requestId));

async function restrict(isRestricted: boolean): Promise<void> {
  const data = { ...order(), subject: { kind: 'organisation' as const }, isRestricted };
  await house.transport.publish([createEvent(restrictionChanged, data, context())]);
  await ended(data.requestId);
}

describe('an organisation whose data may only be stored', () => {
  it('runs no scenario, keeps what arrives, and goes on with it when the restriction ends', async () => {
    const { scenarioId } = await house.import(
      executor,
      aBlueprint().withCall(`${house.sink.url}/${newUuid()}`).build(),
    );
    await restrict(true);
    await house.publish(house.delivery(scenarioId, { order: 'R' }));
    const states = () =>
      house.database.asAdmin<{ state: string; started_at: Date | null }>(
        'select state, started_at from executor.run where scenario_id = $1',
        [scenarioId],
      );
    expect(await waitFor(async () => ((await states()).length > 0 ? states() : undefined))).toEqual([
      { state: 'queued', started_at: null },
    ]);
    // Due again and again while it holds: looked at, and not taken.
    const isDue = 'update executor.run set due_at = now() where scenario_id = $1';
    await house.database.asAdmin(isDue, [scenarioId]);
    const isPutOff = `select from executor.run where scenario_id = $1 and due_at > now() + interval '30 seconds'`;
    await waitFor(async () => (await house.database.asAdmin(isPutOff, [scenarioId])).length === 1);
    expect(await states()).toEqual([{ state: 'queued', started_at: null }]);
    await restrict(false);
    await house.database.asAdmin(isDue, [scenarioId]);
    await house.waitForFinished(scenarioId);
  });
});

describe('people in an organisation’s data', () => {
  it('are corrected in its data stores and nowhere else, and copied without others beside them', async () => {
    const mine = asOrganisation(house, executor, house.tenantId);
    const store = (await mine('POST', '/v1/data-stores', { body: { name: 'People', maxBytes: 1_048_576 } }))
      .body as DataStore;
    const path = `/v1/data-stores/${store.id}/records`;
    const add = async (key: string, data: object) =>
      (await mine('POST', path, { body: { key, data } })).body as DataStoreRecordAnswer;
    await add('ann', { email: 'Ann@Example.org', friends: [{ email: 'bob@example.org' }] });
    await add('bob', { email: 'bob@example.org', note: 'knows ann@example.org' });
    await add('eve', { email: 'eve@example.org' });

    const subject: ExportedSubject = { kind: 'data-subject', tenantId: house.tenantId, values: ['ann@example.org'] };
    const response = await house.fetchFrom(executor, 'retention', {
      method: 'POST',
      path: '/internal/v1/subject-exports',
      body: { subject },
    });
    const lines = (await response.text())
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [exportLineSchema.parse(JSON.parse(line))]));
    const rows = JSON.stringify(lines.filter((line) => 'row' in line));
    expect(rows).toContain('Ann@Example.org');
    expect(rows).toContain('knows ann@example.org');
    expect(rows).not.toContain('eve@example.org');
    expect(lines.at(-1)).toEqual({ end: { rows: 2 } });

    const ordered = order();
    const key = new TenantKey(house.tenantId, 1, house.vault.keyOf(house.tenantId));
    const values = [{ from: 'ann@example.org', to: 'ann@example.com' }];
    const sealed = sealPayload(
      key,
      rectificationContext(house.tenantId, ordered.requestId),
      Buffer.from(JSON.stringify({ values })),
    );
    const details = { keyVersion: 1, bytes: sealed.toString('base64') };
    const event = createEvent(
      rectificationOrdered,
      { ...ordered, subject: { kind: 'data-subject' }, details },
      context(),
    );
    await house.transport.publish([event]);
    await house.transport.publish([event]);
    expect(await ended(ordered.requestId)).toMatchObject({ step: 'rectification', counts: { records: 1 } });
    expect(done.filter(({ requestId }) => requestId === ordered.requestId)).toHaveLength(1);
    const { items } = (await mine('GET', path)).body as DataStoreRecordList;
    expect(Object.fromEntries(items.map((record) => [record.key, record.data]))).toMatchObject({
      ann: { email: 'ann@example.com', friends: [{ email: 'bob@example.org' }] },
      bob: { email: 'bob@example.org', note: 'knows ann@example.org' },
    });
  });
});
