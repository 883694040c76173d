import { PolicyError } from './policy.errors.ts';
import { parsePolicy } from './read-policy-file.ts';
import { TERM_IDS } from './retained-term.ts';
import { CATEGORY_IDS, RECORD_IDS, retentionFileSchema, retentionPolicy } from './retention-policy.ts';

const category = (id: string, ttl = 'P1D') => `  - id: ${id}
    claim: C05
    title: T
    ttl: ${ttl}
    from: f
    purpose: p
    legalBasis: l
    role: processor
    stores: [{ service: gateway, table: t }]
`;

const record = (id: string) => `  - id: ${id}
    title: T
    ttl: P1D
    from: f
    purpose: p
    legalBasis: l
    services: [vault]
    table: idempotency
`;

const term = (id: string) => `  - id: ${id}
    kind: deadline
    title: T
    ttl: P1D
    from: f
    purpose: p
    legalBasis: l
`;

const whole = `categories:
${CATEGORY_IDS.map((id) => category(id)).join('')}records:
${RECORD_IDS.map(record).join('')}terms:
${TERM_IDS.map(term).join('')}`;

function failure(text: string): PolicyError {
  try {
    parsePolicy('/somewhere/retention.yaml', text, retentionFileSchema);
  } catch (thrown) {
    if (thrown instanceof PolicyError) return thrown;
    throw thrown;
  }
  throw new Error('the text was taken as valid');
}

describe('retentionPolicy', () => {
  it('holds every category with the lifetime the notice promises', () => {
    const ttls = Object.fromEntries(retentionPolicy().categories.map(({ id, ttl }) => [id, ttl.toString()]));
    expect(ttls).toEqual({
      'gateway-logs': 'P30D',
      'incomplete-runs': 'P30D',
      notifications: 'P7D',
      activity: 'P30D',
      'execution-details': 'P60D',
      'usage-information': 'P60D',
      'audit-details': 'P180D',
      'access-log': 'P180D',
    });
  });

  it('accepts a file with every category once', () => {
    expect(parsePolicy('retention.yaml', whole, retentionFileSchema).categories).toHaveLength(CATEGORY_IDS.length);
  });

  it.each([
    [
      'a category with a lifetime and no store',
      'stores: [{ service: gateway, table: t }]',
      'stores: []',
      /:10 .*names no store/,
    ],
    ['a store nobody knows', 'service: gateway', 'service: cellar', /:10 .*must be a service that holds/],
    ['a lifetime of nothing', 'ttl: P1D', 'ttl: PT0S', /:5 .*longer than nothing/],
    ['a misspelt key', 'purpose: p', 'purpos: p', /:2 /],
    ['a service nobody knows that keeps records', 'services: [vault]', 'services: [cellar]', /records\.0\.services\.0/],
    ['a deadline without a length', /(kind: deadline\n {4}title: T\n) {4}ttl: P1D\n/, '$1', /terms\.0\.id: has no ttl/],
    ['a cookie without a name', 'kind: deadline', 'kind: cookie', /terms\.0\.name: a cookie has a name/],
  ])('refuses %s, naming file and line', (_, found, instead, message) => {
    const text = whole.replace(found, instead);
    expect(text).not.toBe(whole);
    expect(failure(text).message).toMatch(message);
    expect(failure(text).message).toMatch(/^retention\.yaml:\d+ /);
  });

  it('names file and line of a lifetime that is no duration', () => {
    const text = `categories:\n${CATEGORY_IDS.map((id) => category(id, id === 'notifications' ? '7 days' : 'P1D')).join('')}`;
    const line = text.split('\n').findIndex((row) => row.includes('7 days')) + 1;
    expect(failure(text).message).toBe(
      `retention.yaml:${String(line)} categories.2.ttl: must be a duration such as P30D.`,
    );
  });

  it('names the line of the entry that lacks a field', () => {
    const text = `categories:\n${CATEGORY_IDS.map((id) => category(id)).join('')}`.replace('    purpose: p\n', '');
    expect(failure(text).message).toMatch(/^retention\.yaml:2 categories\.0\.purpose:/);
  });

  it.each([
    ['category', 'gateway-logs', 'incomplete-runs'],
    ['record', 'invoices', 'payments'],
    ['term', 'session', 'longest-session'],
  ])('refuses a file in which a %s is missing or written twice, at the line of the second', (what, one, other) => {
    const text = whole.replace(`id: ${other}\n`, `id: ${one}\n`);
    expect(failure(text).message).toContain(`the ${what} ${one} is there twice.`);
    const lines = text.split('\n').flatMap((row, index) => (row.endsWith(`id: ${one}`) ? [index + 1] : []));
    expect(failure(text).message).toMatch(new RegExp(`^retention\\.yaml:${String(lines[1])} `));
    const without = whole.replace(new RegExp(` {2}- id: ${other}\n( {4}.*\n)+`), '');
    expect(failure(without).message).toContain(`the ${what} ${other} is missing.`);
  });

  it('keeps answers to requests that may be repeated for a day', () => {
    expect(retentionPolicy().record('idempotency-keys').ttl.toString()).toBe('P1D');
  });

  it('holds invoices and payments for ten whole years after their own (C27)', () => {
    for (const id of ['invoices', 'payments'] as const) {
      const { ttl, services } = retentionPolicy().record(id);
      expect(ttl.milliseconds / 86_400_000).toBeGreaterThanOrEqual(3_652);
      expect(services).toEqual(['identity']);
    }
  });

  it('names the line where the YAML itself breaks', () => {
    expect(failure('categories:\n  - id: a\n   bad: [').message).toMatch(/^retention\.yaml:3 /);
  });
});
