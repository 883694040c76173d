import { KnownCredentials } from './known-credentials.ts';

describe('known credentials', () => {
  it('are known until they are forgotten', () => {
    const known = new KnownCredentials();
    expect(known.has('ebs_one')).toBe(false);
    known.add('ebs_one');
    expect(known.has('ebs_one')).toBe(true);
    known.forget('ebs_one');
    expect(known.has('ebs_one')).toBe(false);
  });

  it('are no more than ten thousand, and those go that were not seen for the longest time', () => {
    const known = new KnownCredentials();
    known.add('ebs_first');
    known.add('ebs_second');
    for (let index = 0; index < 9_998; index += 1) known.add(`ebs_${String(index)}`);
    known.add('ebs_first');
    known.add('ebs_one-more');
    expect([known.has('ebs_first'), known.has('ebs_second'), known.has('ebs_one-more')]).toEqual([true, false, true]);
  });
});
