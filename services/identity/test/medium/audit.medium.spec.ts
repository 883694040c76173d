import { type AuditEntry, type Principal, principalSchema } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { AuditAnchorsJob } from '../../src/audit/audit-anchors.job.ts';
import type { NewAuditEntry } from '../../src/audit/audit-entry.ts';
import { AuditLog } from '../../src/audit/audit-log.ts';
import { SubjectKeys } from '../../src/audit/subject-keys.ts';
import { identityForFile } from '../support/started-identity.ts';

const DAY_MS = 86_400_000;
const house = identityForFile();
const get = <T>(type: new (...parts: never[]) => T): T => house.identity.service.app.get<T>(type, { strict: false });

interface Organisation {
  readonly principal: Principal;
  readonly tenantId: string;
  append(...entries: Partial<NewAuditEntry>[]): Promise<void>;
  list(query?: string): Promise<AuditEntry[]>;
  verify(query?: string): Promise<Record<string, unknown>>;
}

async function anOrganisation(name: string): Promise<Organisation> {
  const { sessionToken } = await house.identity.anOwner(`${name}@example.test`, name);
  const principal = principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
  const tenantId = principal.organisationId;
  const ask = (path: string) => house.identity.call('GET', path, undefined, { principal });
  return {
    principal,
    tenantId,
    append: (...entries) =>
      get(Database).withTenant(tenantId, async (sql) => {
        for (const entry of entries)
          await get(AuditLog).append(sql, {
            tenantId,
            actor: { kind: 'user', id: principal.userId ?? '' },
            action: 'thing.changed',
            object: { kind: 'thing', id: 'thg_1' },
            ...entry,
          });
      }),
    list: async (query = '') => (await ask(`/v1/audit?object=thg_1${query}`)).body['items'] as AuditEntry[],
    verify: async (query = '') => (await ask(`/v1/audit/verification${query}`)).body,
  };
}

/** As somebody who can write to the database and does not care for grants. */
const tamper = (statement: string, tenantId: string) => house.database.asAdmin(statement, [tenantId]);

const personal = { subjectId: 'usr_ada', facts: { clientIp: '192.0.2.77' } };

describe('an entry', () => {
  it('is shown newest first with who did what to what, and what it says of a person', async () => {
    const { append, list, principal } = await anOrganisation('shown');
    await append({ facts: { count: 1, roles: ['admin'] } }, { action: 'thing.removed', personal });
    expect(await list()).toMatchObject([
      { action: 'thing.removed', personal: { state: 'open', facts: { clientIp: '192.0.2.77' } } },
      {
        action: 'thing.changed',
        occurredAt: house.identity.clock.now().toISOString(),
        actor: { kind: 'user', id: principal.userId },
        object: { kind: 'thing', id: 'thg_1' },
        facts: { count: 1, roles: ['admin'] },
        personal: { state: 'none', facts: null },
      },
    ]);
    const rows = await house.database.asAdmin('select to_jsonb(e) as row from identity.audit_entry e');
    expect(JSON.stringify(rows)).not.toContain('192.0.2.77');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('192.0.2.77').toString('hex'));
  });

  it('is found by actor, action, object and time, page by page', async () => {
    const { append, list, principal } = await anOrganisation('filtered');
    await append({ facts: { n: 1 } }, { action: 'thing.made', facts: { n: 2 } });
    house.identity.clock.advance(1_000);
    await append({ actor: { kind: 'system', id: null }, facts: { n: 3 } });
    const from = house.identity.clock.now().toISOString();
    const numbers = async (query: string) => (await list(query)).map(({ facts }) => facts['n']);
    expect(await numbers('')).toEqual([3, 2, 1]);
    expect(await numbers(`&actor=${principal.userId ?? ''}`)).toEqual([2, 1]);
    expect(await numbers('&action=thing.made')).toEqual([2]);
    expect(await numbers(`&from=${from}`)).toEqual([3]);
    expect(await numbers(`&to=${from}`)).toEqual([2, 1]);
    const [newest] = await list('&limit=1');
    expect(await numbers(`&limit=2&cursor=${String(newest?.position)}`)).toEqual([2, 1]);
  });

  it('belongs to its transaction: rolled back, it leaves no gap', async () => {
    const { append, verify, list } = await anOrganisation('rolled-back');
    await append({});
    await expect(append({}, { action: 'Not a name' as 'a.b' })).rejects.toMatchObject({
      code: 'IDENTITY.BAD_AUDIT_ENTRY',
    });
    await append({});
    expect(await list()).toHaveLength(2);
    expect(await verify()).toMatchObject({ isIntact: true, faults: [] });
  });

  it('cannot be changed or removed by the service itself, nor seen by another organisation', async () => {
    const [mine, other] = [await anOrganisation('mine'), await anOrganisation('other')];
    await mine.append({});
    for (const text of [
      'update identity.audit_entry set action = $1',
      'delete from identity.audit_entry where action <> $1',
    ])
      await expect(
        get(Database).withTenant(mine.tenantId, (sql) => sql.query({ name: `test.${text.slice(0, 6)}`, text }, ['x'])),
      ).rejects.toMatchObject({ code: '42501' });
    expect(await other.list()).toEqual([]);
    const asked = await house.identity.call('GET', '/v1/audit', undefined, {
      principal: { ...mine.principal, scopes: ['scenarios:read'] },
    });
    expect(asked.status).toBe(403);
  });
});

describe('the chain', () => {
  it('holds when many append at once', async () => {
    const { append, verify, list } = await anOrganisation('at-once');
    await Promise.all(Array.from({ length: 30 }, (_, n) => append({ facts: { n }, personal })));
    expect(await list('&limit=200')).toHaveLength(30);
    expect(await verify()).toMatchObject({ isIntact: true, faults: [] });
  });

  it.each([
    [
      'changed',
      `update identity.audit_entry set facts = '{"n":9}' where tenant_id = $1 and facts = '{"n":2}'`,
      'changed',
    ],
    [
      'sealed anew',
      `update identity.audit_entry set personal_sealed = '\\x00' where tenant_id = $1 and facts = '{"n":2}'`,
      'changed',
    ],
    ['removed', `delete from identity.audit_entry where tenant_id = $1 and facts = '{"n":2}'`, 'missing'],
    [
      'swapped with another',
      `update identity.audit_entry a set facts = b.facts, hash = b.hash from identity.audit_entry b
      where a.tenant_id = $1 and b.tenant_id = $1 and a.facts in ('{"n":1}', '{"n":2}') and b.facts in ('{"n":1}', '{"n":2}') and a.facts <> b.facts`,
      'changed',
    ],
    ['cut off at the end', `delete from identity.audit_entry where tenant_id = $1 and facts = '{"n":3}'`, 'cut-off'],
  ])('shows where a row was %s', async (what, statement, kind) => {
    const { append, verify, tenantId } = await anOrganisation(what.replaceAll(' ', '-'));
    await append({ facts: { n: 1 } }, { facts: { n: 2 }, personal }, { facts: { n: 3 } });
    expect(await verify()).toMatchObject({ isIntact: true });
    await tamper(statement, tenantId);
    const { isIntact, faults } = (await verify()) as { isIntact: boolean; faults: { kind: string }[] };
    expect(isIntact).toBe(false);
    expect(faults.map((fault) => fault.kind)).toContain(kind);
  });

  it('computed anew from some row on is found by the anchor that was signed, and by whoever noted its end', async () => {
    const { append, verify, tenantId } = await anOrganisation('anchored');
    await append({ facts: { n: 1 } }, { facts: { n: 2 } });
    await get(AuditAnchorsJob).run();
    const { head, anchor } = (await verify()) as Record<'head' | 'anchor', { position: number; hash: string }>;
    expect(anchor).toMatchObject(head);
    // The end goes, with the head: in itself what is left is a chain without a fault.
    await tamper(
      `with gone as (delete from identity.audit_entry where tenant_id = $1 and facts = '{"n":2}' returning previous_hash, position)
        update identity.audit_head h set position = gone.position - 1, hash = gone.previous_hash from gone where h.tenant_id = $1`,
      tenantId,
    );
    expect(await verify()).toMatchObject({ isIntact: false, faults: [{ position: head.position, kind: 'cut-off' }] });
    await append({ facts: { n: 'another' } });
    expect(await verify()).toMatchObject({ isIntact: false, faults: [{ position: head.position, kind: 'anchor' }] });
    await tamper('delete from identity.audit_anchor where tenant_id = $1', tenantId);
    expect(await verify()).toMatchObject({ isIntact: true });
    const noted = `?position=${String(head.position)}&hash=${head.hash}`;
    expect(await verify(noted)).toMatchObject({ isIntact: false, faults: [{ kind: 'noted' }] });
  });

  it('is signed once a day where it moved, and a forged signature vouches for nothing', async () => {
    const { append, verify, tenantId } = await anOrganisation('daily');
    await append({});
    const anchors = () => tamper('select day from identity.audit_anchor where tenant_id = $1', tenantId);
    await Promise.all([get(AuditAnchorsJob).run(), get(AuditAnchorsJob).run()]);
    await append({});
    await get(AuditAnchorsJob).run();
    expect(await anchors()).toHaveLength(1);
    house.identity.clock.advance(DAY_MS);
    await get(AuditAnchorsJob).run();
    expect(await anchors()).toHaveLength(2);
    house.identity.clock.advance(DAY_MS);
    await get(AuditAnchorsJob).run();
    expect(await anchors()).toHaveLength(2);
    await tamper(`update identity.audit_anchor set signature = '\\x00' where tenant_id = $1`, tenantId);
    expect(await verify()).toMatchObject({ isIntact: true, anchor: null });
  });
});

describe('what is said of a person', () => {
  it('is gone with the person’s keys, and the chain holds', async () => {
    const { append, verify, list, tenantId } = await anOrganisation('erased');
    await append({ personal }, { personal: { ...personal, subjectId: 'usr_ben' } });
    await get(Database).withTenant(tenantId, (sql) => get(SubjectKeys).shred(sql, tenantId, 'usr_ada'));
    expect(await list()).toMatchObject([{ personal: { state: 'open' } }, { personal: { state: 'gone', facts: null } }]);
    expect(await verify()).toMatchObject({ isIntact: true, faults: [] });
  });

  it('is gone when its lifetime is over, first for readers and then with its day’s keys', async () => {
    const { append, verify, list } = await anOrganisation('lifetime');
    house.identity.clock.advance(DAY_MS - (house.identity.clock.nowMs() % DAY_MS));
    const day = house.identity.clock.now().toISOString().slice(0, 10);
    await append({ personal });
    house.identity.clock.advance(180 * DAY_MS - 1);
    expect(await list()).toMatchObject([{ personal: { state: 'open' } }]);
    house.identity.clock.advance(1);
    expect(await list()).toMatchObject([{ personal: { state: 'gone' } }]);
    house.identity.clock.advance(DAY_MS);
    const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
    const answer = await house.identity.call(
      'PUT',
      '/internal/v1/categories/audit-details/partitions',
      { create: [], dropBefore: next },
      { service: 'retention' },
    );
    expect(answer.body['dropped']).toContain(day);
    expect(await house.database.asAdmin('select 1 from identity.audit_subject_key where day = $1', [day])).toEqual([]);
    expect(await verify()).toMatchObject({ isIntact: true });
  });
});
