import { rectified } from './rectified.policy.ts';

const corrections = [{ from: 'Ann@Example.org', to: 'ann@example.com' }];

describe('a corrected document', () => {
  it('has the right value wherever the wrong one stood, in whatever case and depth', () => {
    const document = { email: 'ann@example.org', list: [{ to: ' ANN@example.ORG ' }], n: 1, none: null };
    expect(rectified(document, corrections)).toEqual({
      email: 'ann@example.com',
      list: [{ to: 'ann@example.com' }],
      n: 1,
      none: null,
    });
  });

  it('keeps texts that only mention it, keys, and values of others', () => {
    const document = { note: 'write to ann@example.org', 'ann@example.org': 'x', other: 'joann@example.org' };
    expect(rectified(document, corrections)).toEqual(document);
  });
});
