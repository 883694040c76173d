import { notificationListSchema, notificationRaised } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { retentionPolicy } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import type { z } from 'zod';
import { logStoreService } from '../../src/index.ts';

type Raised = z.infer<typeof notificationRaised.schema>;

const start = new Date('2026-03-10T12:00:00.000Z');
const clock = new ManualClock(start);
const house = testHouse([logStoreService], clock);
const ttl = retentionPolicy().ttl('notifications').milliseconds;
let logStore: RunningService;

beforeAll(async () => {
  logStore = await house.start(logStoreService);
});
beforeEach(() => clock.advance(start.getTime() - clock.nowMs()));

function aNotification(tenantId: string, over: Partial<Raised> = {}): Raised {
  return {
    tenantId,
    notificationId: newId('ntf'),
    kind: 'RUN_FAILED',
    severity: 'error',
    raisedAt: clock.now().toISOString(),
    ...over,
  };
}
async function raise(...raised: Raised[]): Promise<void> {
  await house.transport.publish(
    raised.map((data) => createEvent(notificationRaised, data, { tenantId: data.tenantId, clock })),
  );
}
const asked = (organisationId: string, userId: string | null, scopes = ['*']) =>
  ({ as: 'console', principal: { organisationId, userId, scopes, kind: 'user' } }) as const;
async function list(organisationId: string, query = '', userId: string | null = null) {
  const { body } = await house.ask(logStore, 'GET', `/v1/notifications${query}`, asked(organisationId, userId));
  return notificationListSchema.parse(body);
}

describe('notifications', () => {
  it('are listed newest first, with their facts, for their organisation only', async () => {
    const tenantId = newOrganisationId();
    const older = aNotification(tenantId, { raisedAt: new Date(clock.nowMs() - 1_000).toISOString() });
    const newer = aNotification(tenantId, { kind: 'SCENARIO_DEACTIVATED', facts: { reason: 'FATAL_ERROR', count: 3 } });
    await raise(older, newer);
    const { items } = await list(tenantId);
    expect(items.map(({ id }) => id)).toEqual([newer.notificationId, older.notificationId]);
    expect(items[0]).toMatchObject({ kind: 'SCENARIO_DEACTIVATED', facts: { reason: 'FATAL_ERROR', count: 3 } });
    expect((await list(newOrganisationId())).items).toEqual([]);
  });

  it('are stored once, though the event comes twice', async () => {
    const tenantId = newOrganisationId();
    const event = createEvent(notificationRaised, aNotification(tenantId), { tenantId, clock });
    await house.transport.publish([event, event]);
    await house.transport.publish([event]);
    expect((await list(tenantId)).items).toHaveLength(1);
  });

  it('can be narrowed to a scenario and a severity, and read page by page', async () => {
    const tenantId = newOrganisationId();
    const scenarioId = newId('scn');
    await raise(
      aNotification(tenantId, { scenarioId }),
      aNotification(tenantId, { scenarioId, severity: 'warning' }),
      aNotification(tenantId),
    );
    expect((await list(tenantId, `?scenarioId=${scenarioId}`)).items).toHaveLength(2);
    expect((await list(tenantId, `?scenarioId=${scenarioId}&severity=error`)).items).toHaveLength(1);
    const first = await list(tenantId, '?limit=2');
    const second = await list(tenantId, `?limit=2&cursor=${String(first.nextCursor)}`);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
    expect(second.nextCursor).toBeNull();
  });

  it('are unread for each user until that user has read them, and never again after', async () => {
    const tenantId = newOrganisationId();
    const [ann, bob] = [newId('usr'), newId('usr')];
    await raise(aNotification(tenantId));
    expect((await list(tenantId, '?unread=true', ann)).items).toHaveLength(1);
    const read = (readUntil: string) =>
      house.ask(logStore, 'PUT', '/v1/notifications/read-until', { ...asked(tenantId, ann), body: { readUntil } });
    // A browser with a clock that runs ahead must not hide what is raised later.
    expect((await read('2030-01-01T00:00:00.000Z')).status).toBe(204);
    expect((await read('2020-01-01T00:00:00.000Z')).status).toBe(204);
    expect(await list(tenantId, '?unread=true', ann)).toMatchObject({
      items: [],
      readUntil: clock.now().toISOString(),
    });
    expect((await list(tenantId, '?unread=true', bob)).items).toHaveLength(1);
    clock.advance(1);
    await raise(aNotification(tenantId));
    expect((await list(tenantId, '?unread=true', ann)).items).toHaveLength(1);
  });

  it('cannot be read by a token, which is nobody, nor without the scope', async () => {
    const tenantId = newOrganisationId();
    const body = { readUntil: clock.now().toISOString() };
    const path = '/v1/notifications/read-until';
    expect(await house.ask(logStore, 'PUT', path, { ...asked(tenantId, null), body })).toMatchObject({
      status: 409,
      body: { code: 'LOG_STORE.NOBODY_READS' },
    });
    const reader = asked(tenantId, newId('usr'), ['notifications:read']);
    expect((await house.ask(logStore, 'PUT', path, { ...reader, body })).status).toBe(403);
  });

  it('are hidden from the very millisecond on that their lifetime ends, and not stored when they come later', async () => {
    const tenantId = newOrganisationId();
    await raise(aNotification(tenantId));
    clock.advance(ttl - 1);
    expect((await list(tenantId)).items).toHaveLength(1);
    clock.advance(1);
    expect((await list(tenantId)).items).toEqual([]);
    await raise(aNotification(tenantId, { raisedAt: start.toISOString() }));
    expect(
      await house.database.asAdmin('select 1 from log_store.notification where tenant_id = $1', [tenantId]),
    ).toHaveLength(1);
  });

  it('go with their day when retention says so', async () => {
    const tenantId = newOrganisationId();
    await raise(aNotification(tenantId));
    clock.advance(86_400_000 + ttl);
    const { body } = await house.ask(logStore, 'PUT', '/internal/v1/categories/notifications/partitions', {
      as: 'retention',
      body: { create: [], dropBefore: '2026-03-11' },
    });
    expect(body).toMatchObject({ dropped: expect.arrayContaining(['2026-03-10']) as unknown });
    expect(
      await house.database.asAdmin('select 1 from log_store.notification where tenant_id = $1', [tenantId]),
    ).toEqual([]);
  });
});
