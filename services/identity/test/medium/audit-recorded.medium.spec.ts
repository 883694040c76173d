import {
  type AuditEntryList,
  executorAuditRecorded,
  gatewayAuditRecorded,
  logStoreAuditRecorded,
  vaultAuditRecorded,
} from '@ebbflow/contracts';
import type { ReceivedEvent } from '@ebbflow/messaging';
import { newUuid } from '@ebbflow/kernel';
import { newOrganisationId } from '@ebbflow/testing';
import { AuditRecordedConsumer } from '../../src/audit/audit-recorded.consumer.ts';
import { Person } from '../support/person.ts';
import { identityForFile } from '../support/started-identity.ts';

type Fact = typeof vaultAuditRecorded.example;

const house = identityForFile();
const owner = (name: string) => Person.owner(house.identity, `${name}@example.test`);
const consumer = () => house.identity.service.app.get(AuditRecordedConsumer, { strict: false });

function received(tenantId: string, more: Partial<Fact> = {}): ReceivedEvent<Fact> {
  const data = { ...vaultAuditRecorded.example, tenantId, ...more };
  const time = house.identity.clock.now();
  return { id: newUuid(), tenantId, time, subject: tenantId, key: tenantId, data };
}
const logOf = async (person: Person) =>
  ((await person.ask('GET', `/v1/audit?object=${vaultAuditRecorded.example.object.id}`)).body as AuditEntryList).items;

it('what another service did stands in the log of its organisation once, however often it is told, at its own time', async () => {
  const [ada, ben] = [await owner('ada'), await owner('ben')];
  const [hers, his] = [
    received(await ada.organisationId(), { facts: { kind: 'oauth2' } }),
    received(await ben.organisationId()),
  ];
  const at = house.identity.clock.now().toISOString();
  house.identity.clock.advance(60_000);
  await consumer().fromVault([hers, his, hers]);
  await consumer().fromVault([hers]);
  expect(await logOf(ada)).toMatchObject([
    { action: 'connection.removed', occurredAt: at, actor: hers.data.actor, facts: { kind: 'oauth2' } },
  ]);
  expect(await logOf(ben)).toHaveLength(1);
  expect((await ada.ask('GET', '/v1/audit/verification')).body).toMatchObject({ isIntact: true });
});

it('each service tells in an event of its own, and none of them can say who a person is', async () => {
  const kim = await owner('kim');
  await consumer().fromExecutor([received(await kim.organisationId(), { action: 'scenario.activated' })]);
  await consumer().fromGateway([received(await kim.organisationId(), { action: 'hook.changed' })]);
  expect(await logOf(kim)).toMatchObject([
    { action: 'hook.changed' },
    { action: 'scenario.activated', personal: { state: 'none' } },
  ]);
  for (const definition of [vaultAuditRecorded, executorAuditRecorded, gatewayAuditRecorded, logStoreAuditRecorded]) {
    expect(definition.dataClass).toBe('none');
    expect(definition.schema.safeParse({ ...definition.example, action: 'somebody@example.test' }).success).toBe(false);
  }
});

it('the log store asks for entries in order, without what they say of a person, and nobody else does', async () => {
  const lee = await owner('lee');
  const tenantId = await lee.organisationId();
  const path = (after: number, limit = 10) =>
    `/internal/v1/audit-entries?tenantId=${tenantId}&after=${String(after)}&limit=${String(limit)}`;
  const ask = (query: string) => house.identity.call('GET', query, undefined, { service: 'log-store' });
  const { body: start } = await ask(path(-1));
  expect(start).toMatchObject({ items: [] });
  await consumer().fromLogStore([received(tenantId, { action: 'log-stream.changed' })]);
  await consumer().fromGateway([received(tenantId, { action: 'hook.changed' })]);
  const head = start['head'] as number;
  const { body } = await ask(path(head));
  expect(body).toMatchObject({
    head: head + 2,
    items: [
      { position: head + 1, action: 'log-stream.changed' },
      { position: head + 2, action: 'hook.changed' },
    ],
  });
  expect(JSON.stringify((await ask(path(0))).body)).not.toMatch(/personal|hash|clientIp/);
  expect((await ask(path(head, 1))).body['items']).toHaveLength(1);
  for (const service of ['executor', 'console'] as const)
    expect((await house.identity.call('GET', path(0), undefined, { service })).status).toBe(403);
});

it('of an organisation that is gone meanwhile nothing is written any more', async () => {
  const gone = newOrganisationId();
  await consumer().fromVault([received(gone)]);
  expect(await house.database.asAdmin('select 1 from identity.audit_head where tenant_id = $1', [gone])).toEqual([]);
});
