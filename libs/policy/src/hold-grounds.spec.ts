import { holdGrounds, holdsFileSchema } from './hold-grounds.ts';
import { parsePolicy } from './read-policy-file.ts';
import { retentionPolicy } from './retention-policy.ts';

const GROUND = {
  id: 'accounting',
  claim: 'C27',
  title: 'Books',
  law: 'A law',
  article: '§ 1',
  reason: 'Because the law says so.',
  records: [{ id: 'invoices', fields: ['number'] }],
};
const parse = (...grounds: object[]) => parsePolicy('holds.yaml', JSON.stringify({ grounds }), holdsFileSchema);

it('the books are kept for ten years after their own, and of them only what the law asks for', () => {
  const [accounting] = holdGrounds();
  expect(accounting).toMatchObject({ id: 'accounting', claim: 'C27' });
  for (const { id, fields } of accounting?.records ?? []) {
    expect(retentionPolicy().record(id).ttl.toString()).toBe('P3653D');
    expect(fields).not.toContain('tenant_id');
  }
});

it.each([
  ['a record nobody keeps', { records: [{ id: 'diaries', fields: ['number'] }] }, 'Invalid option'],
  ['a record that lies elsewhere', { records: [{ id: 'connection-uses', fields: ['day'] }] }, 'that identity keeps'],
  ['no field', { records: [{ id: 'invoices', fields: [] }] }, 'fields'],
  ['no reason', { reason: 'so' }, 'reason'],
])('refuses %s', (_name, fault, message) => {
  expect(() => parse({ ...GROUND, ...fault })).toThrow(message);
});

it('refuses a ground that is there twice or not at all', () => {
  expect(() => parse(GROUND, GROUND)).toThrow('exactly once');
  expect(() => parse()).toThrow('exactly once');
  expect(parse(GROUND).grounds).toHaveLength(1);
});
