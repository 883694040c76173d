import { claims, claimsFileSchema } from './claims.ts';
import { parsePolicy } from './read-policy-file.ts';
import { retentionPolicy } from './retention-policy.ts';

const schema = claimsFileSchema(retentionPolicy());
const proof = (id: string) =>
  `    checks:\n      - id: check-${id.toLowerCase()}\n        tests: [{ file: a.spec.ts, name: It holds }]\n`;
const enforced = (id: string) => `    state: enforced\n${proof(id)}`;
const claim = (id: string, extra = enforced(id)) =>
  `  - id: ${id}\n    sentence: Something we promise.\n    enforcedIn: [vault]\n${extra}`;
const claimsWith = (special: (id: string) => string | undefined) =>
  `claims:\n${ids.map((id) => claim(id, special(id))).join('')}`;
const ids = Array.from({ length: 40 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);

describe('claims', () => {
  it('are C01 to C40, each saying what is missing unless it is enforced, and how it is checked unless it is for later', () => {
    expect(claims().map(({ id }) => id)).toEqual(ids);
    for (const { state, missing, checks } of claims()) {
      expect(missing === undefined).toBe(state === 'enforced');
      expect(checks === undefined).toBe(state === 'later');
    }
  });

  it('speak of lifetimes with the numbers of the retention policy', () => {
    const sentence = (id: string) => claims().find((found) => found.id === id)?.sentence;
    expect(sentence('C07')).toContain('7 days');
    expect(sentence('C09')).toContain('60 days');
    expect(sentence('C13')).toContain('20 minutes');
    expect(sentence('C27')).toContain('60 days');
  });

  it('refuse a file with a gap, at the line of the gap', () => {
    const text = `claims:\n${ids
      .filter((id) => id !== 'C03')
      .map((id) => claim(id))
      .join('')}`;
    expect(() => parsePolicy('claims.yaml', text, schema)).toThrow(/^claims\.yaml:16 .*claim C03 was expected/);
  });

  it('refuse a promise called enforced that still lists something missing', () => {
    const text = claimsWith((id) => (id === 'C02' ? `${enforced(id)}    missing: half of it\n` : undefined));
    expect(() => parsePolicy('claims.yaml', text, schema)).toThrow(/^claims\.yaml:12 claims\.1\.state/);
  });

  it('refuse a lifetime typed where {ttl} belongs', () => {
    const text = claimsWith((id) => (id === 'C01' ? `    category: activity\n${enforced(id)}` : undefined));
    expect(() => parsePolicy('claims.yaml', text, schema)).toThrow(/:3 claims\.0\.sentence: .*writes \{ttl\}/);
  });

  it('refuse a lifetime that retention.yaml gives to another promise', () => {
    const text = claimsWith((id) => (id === 'C03' ? `    category: activity\n${enforced(id)}` : undefined)).replace(
      'id: C03\n    sentence: Something we promise.',
      'id: C03\n    sentence: Something kept for {ttl}.',
    );
    expect(() => parsePolicy('claims.yaml', text, schema)).toThrow(
      /^claims\.yaml:19 claims\.2\.category: belongs to C08 in retention\.yaml/,
    );
    const term = text.replace('category: activity', 'term: events');
    expect(() => parsePolicy('claims.yaml', term, schema)).toThrow(/:19 claims\.2\.term: belongs to nobody/);
  });

  it('refuse a promise that nothing checks, and a check of what is not there yet', () => {
    const unproved = claimsWith((id) => (id === 'C02' ? '    state: enforced\n' : undefined));
    expect(() => parsePolicy('claims.yaml', unproved, schema)).toThrow(/:12 claims\.1\.state: .*has checks/);
    const early = claimsWith((id) => (id === 'C02' ? `    state: later\n    missing: all\n${proof(id)}` : undefined));
    expect(() => parsePolicy('claims.yaml', early, schema)).toThrow(/:12 claims\.1\.state: .*for later has none/);
  });

  it('refuse two checks of one name', () => {
    const text = claimsWith((id) => (id === 'C02' ? enforced('C01') : undefined));
    expect(() => parsePolicy('claims.yaml', text, schema)).toThrow(
      /:14 claims\.1\.checks\.0\.id: the check check-c01 is there twice/,
    );
  });
});
