import { claims, claimsFileSchema } from './claims.ts';
import { parsePolicy } from './read-policy-file.ts';

const claim = (id: string, extra = '    state: enforced\n') =>
  `  - id: ${id}\n    sentence: Something we promise.\n    enforcedIn: [vault]\n${extra}`;
const ids = Array.from({ length: 40 }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);

describe('claims', () => {
  it('are C01 to C40, each saying what is missing unless it is enforced', () => {
    expect(claims().map(({ id }) => id)).toEqual(ids);
    for (const { state, missing } of claims()) expect(missing === undefined).toBe(state === 'enforced');
  });

  it('speak of lifetimes with the numbers of the retention policy', () => {
    const sentence = (id: string) => claims().find((found) => found.id === id)?.sentence;
    expect(sentence('C07')).toContain('7 days');
    expect(sentence('C09')).toContain('60 days');
  });

  it('refuse a file with a gap, at the line of the gap', () => {
    const text = `claims:\n${ids
      .filter((id) => id !== 'C03')
      .map((id) => claim(id))
      .join('')}`;
    expect(() => parsePolicy('claims.yaml', text, claimsFileSchema)).toThrow(
      /^claims\.yaml:10 .*claim C03 was expected/,
    );
  });

  it('refuse a promise called enforced that still lists something missing', () => {
    const text = `claims:\n${ids.map((id) => claim(id, id === 'C02' ? '    state: enforced\n    missing: half of it\n' : undefined)).join('')}`;
    expect(() => parsePolicy('claims.yaml', text, claimsFileSchema)).toThrow(/^claims\.yaml:9 claims\.1\.state/);
  });

  it('refuse a lifetime typed where {ttl} belongs', () => {
    const text = `claims:\n${ids.map((id) => claim(id, id === 'C01' ? '    category: activity\n    state: enforced\n' : undefined)).join('')}`;
    expect(() => parsePolicy('claims.yaml', text, claimsFileSchema)).toThrow(/names its category and writes \{ttl\}/);
  });
});
