import {
  type NoticeAnswer,
  noticeChangesSchema,
  noticeSchema,
  noticeStatusSchema,
  noticeVersionsServedSchema,
  processingRegisterSchema,
  processorListSchema,
} from '@ebbflow/contracts';
import { retentionPolicy } from '@ebbflow/policy';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { retentionService } from '../../src/index.ts';

const OPERATOR = `operator:
  name: Quay Automation
  address: 1 Quay, Port
  contact: https://quay.test/privacy
place:
  region: European Union
  dataCentre: Port 1
  certificates: [ISO 9001, ISO/IEC 27001]
processors:
  - { id: hosting, name: Port Hosting, place: Port, agreement: 2026-01-15 }
  - { id: zendesk, name: Zendesk, place: Ireland, agreement: 2026-02-01, transfer: Standard contractual clauses }
`;
const house = testHouse([retentionService]);
const folder = mkdtempSync(join(tmpdir(), 'ebbflow-operator-'));
const file = join(folder, 'operator.yaml');
const nobody = Object.fromEntries(
  ['GATEWAY', 'LOG_STORE', 'EXECUTOR', 'IDENTITY', 'VAULT'].map((name) => [`EBB_URL_${name}`, 'http://127.0.0.1:9']),
);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function started(text?: string) {
  if (text !== undefined) writeFileSync(file, text);
  const retention = await house.start(retentionService, {
    ...nobody,
    ...(text === undefined ? {} : { EBB_OPERATOR_FILE: file }),
  });
  const read = async (path: string) => (await house.askAs(retention, newOrganisationId(), path, ['policy:read'])).body;
  return { retention, read };
}

describe('the registers of Article 30', () => {
  it('name every category once, in the register of its role, with recipients as the operator declared them', async () => {
    const { read } = await started(OPERATOR);
    const both = await Promise.all(['controller', 'processor'].map((role) => read(`/v1/registers/${role}`)));
    const registers = both.map((body) => processingRegisterSchema.parse(body));
    const held = registers.flatMap(({ role, activities }) =>
      activities.flatMap(({ lifetimes }) => lifetimes.map(({ category, ttl }) => [role, category, ttl])),
    );
    expect(held.sort()).toEqual(
      retentionPolicy()
        .categories.map(({ role, id, ttl }) => [role, id, ttl.toString()])
        .sort(),
    );
    const help = registers[0]?.activities.find(({ id }) => id === 'help');
    expect(help?.recipients).toEqual([
      { id: 'hosting', title: 'Hosting provider', name: 'Port Hosting', place: 'Port', transfer: null },
      { id: 'zendesk', title: 'Zendesk', name: 'Zendesk', place: 'Ireland', transfer: 'Standard contractual clauses' },
    ]);
    expect(registers[1]).toMatchObject({ operator: { name: 'Quay Automation', dataProtectionOfficer: null } });
    expect(registers[0]?.measures.map(({ claim }) => claim)).toContain('C16');
  });

  it('are two', async () => {
    const { retention } = await started();
    const answer = await house.askAs(retention, newOrganisationId(), '/v1/registers/both', ['policy:read']);
    expect(answer).toMatchObject({ status: 404, body: { code: 'RETENTION.UNKNOWN_REGISTER' } });
  });

  it('and the list of processors say what is not declared', async () => {
    const { read } = await started(OPERATOR);
    const { items } = processorListSchema.parse(await read('/v1/processors'));
    expect(items.find(({ id }) => id === 'hosting')?.declared).toMatchObject({ agreement: '2026-01-15' });
    expect(items.find(({ id }) => id === 'stripe')?.declared).toBeNull();
  });
});

describe('the notice', () => {
  it('is for everybody, and another one when the operator declares something else', async () => {
    const served: NoticeAnswer[] = [];
    for (const text of [undefined, OPERATOR, OPERATOR.replace('Port 1', 'Port 2')]) {
      const { retention } = await started(text);
      const answer = noticeSchema.parse(await (await fetch(`${retention.url}/v1/notice`)).json());
      expect(answer.operator === null).toBe(text === undefined);
      expect(answer.chapters.flatMap(({ claims }) => claims)).toHaveLength(40);
      served.push(answer);
    }
    expect(new Set(served.map(({ digest }) => digest)).size).toBe(3);
    const [first, , last] = served.map(({ version }) => version);
    expect(last).toBe((first ?? 0) + 2);
  });

  it('keeps every version it was served in, says what differs, and starting again with the same text makes none', async () => {
    const { retention } = await started(OPERATOR.replace('Port 1', 'Port 3'));
    const ask = async (path: string) => (await fetch(`${retention.url}/v1/notice${path}`)).json();
    const now = noticeSchema.parse(await ask(''));
    const { items } = noticeVersionsServedSchema.parse(await ask('/versions'));
    expect(items.map(({ version }) => version)).toEqual(items.map((_, index) => items.length - index));
    expect(noticeSchema.parse(await ask(`?version=${String(now.version - 1)}`))).toMatchObject({
      place: { dataCentre: 'Port 2' },
      since: items[1]?.since,
    });
    expect(noticeChangesSchema.parse(await ask('/changes'))).toEqual({
      from: now.version - 1,
      to: now.version,
      changes: [{ part: 'Place', id: 'dataCentre', before: 'Port 2', after: 'Port 3' }],
    });
    // The one in which nothing was declared.
    const versions = await Promise.all(
      items.map(async ({ version }) => noticeSchema.parse(await ask(`?version=${String(version)}`))),
    );
    const silent = String(versions.find(({ operator }) => operator === null)?.version);
    const all = noticeChangesSchema.parse(await ask(`/changes?from=${silent}&to=${String(now.version)}`)).changes;
    expect(all).toContainEqual({ part: 'Operator', id: 'name', before: null, after: 'Quay Automation' });
    const back = noticeChangesSchema.parse(await ask(`/changes?from=${String(now.version)}&to=${silent}`)).changes;
    expect(back).toContainEqual({ part: 'Operator', id: 'name', before: 'Quay Automation', after: null });
    await started(OPERATOR.replace('Port 1', 'Port 3'));
    expect(noticeVersionsServedSchema.parse(await ask('/versions')).items).toHaveLength(items.length);
    expect(await ask('?version=9999')).toMatchObject({ status: 404, code: 'RETENTION.UNKNOWN_NOTICE_VERSION' });
    expect(await ask('?version=0')).toMatchObject({ status: 400 });
  });

  it('says how each promise stood when it was last verified, and nothing before it was', async () => {
    const { retention, read } = await started(OPERATOR);
    const status = async () =>
      noticeStatusSchema.parse(await (await fetch(`${retention.url}/v1/notice/status`)).json());
    expect(await status()).toEqual({ measuredAt: null, claims: [] });
    await read('/v1/policy/verification');
    const { measuredAt, claims } = await status();
    expect(measuredAt).not.toBeNull();
    expect(claims.find(({ id }) => id === 'C05')).toEqual({ id: 'C05', state: 'fails', measured: 'wholly' });
  });
});

describe('a declaration that cannot be read', () => {
  it.each([
    ['breaks a rule', OPERATOR.replace('2026-01-15', 'soon'), /operator\.yaml:10 /],
    ['names somebody nothing goes to', OPERATOR.replace('id: zendesk', 'id: nobody'), /operator\.yaml:11 .*nobody/],
  ])('because it %s keeps the service from starting, and the line is named', async (_, text, message) => {
    await expect(started(text)).rejects.toThrow(message);
  });

  it('because it is not there keeps the service from starting', async () => {
    await expect(house.start(retentionService, { ...nobody, EBB_OPERATOR_FILE: join(folder, 'no') })).rejects.toThrow(
      /EBB_OPERATOR_FILE cannot be read/,
    );
  });
});
