import { PolicyError } from './policy.errors.ts';
import { parsePolicy } from './read-policy-file.ts';
import { CATEGORY_IDS, RECORD_IDS, retentionFileSchema, retentionPolicy } from './retention-policy.ts';

const category = (id: string, ttl = 'P1D') => `  - id: ${id}
    claim: C05
    title: T
    ttl: ${ttl}
    from: f
    purpose: p
    legalBasis: l
    role: processor
    stores: []
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
    });
  });

  it('accepts a file with every category once', () => {
    const text = `categories:\n${CATEGORY_IDS.map((id) => category(id)).join('')}records:\n${RECORD_IDS.map(record).join('')}`;
    expect(parsePolicy('retention.yaml', text, retentionFileSchema).categories).toHaveLength(CATEGORY_IDS.length);
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

  it('refuses a file in which a category is missing or written twice', () => {
    const text = `categories:\n${['gateway-logs', ...CATEGORY_IDS.slice(0, 4)].map((id) => category(id)).join('')}`;
    expect(failure(text).message).toMatch(/retention\.yaml:2 categories: must name each category exactly once/);
  });

  it('refuses a file in which a record of the services is missing or written twice', () => {
    const categories = `categories:\n${CATEGORY_IDS.map((id) => category(id)).join('')}`;
    for (const text of [
      categories,
      `${categories}records: []\n`,
      `${categories}records:\n${RECORD_IDS.map(record).join('')}${record('invoices')}`,
    ]) {
      expect(failure(text).message).toContain('records: ');
    }
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
