import { claims } from './claims.ts';
import { notice, noticeFileSchema } from './notice.ts';
import { parsePolicy } from './read-policy-file.ts';

describe('the notice', () => {
  it('has every claim once, with its lifetime filled in', () => {
    const { chapters } = notice();
    const promised = chapters.flatMap((chapter) => chapter.claims);
    expect(promised.map(({ id }) => id).sort()).toEqual(claims().map(({ id }) => id));
    expect(promised.filter(({ sentence }) => /[{}]/.test(sentence))).toEqual([]);
  });

  it('has another digest when a sentence is another one, and the same when only its enforcement is', () => {
    const all = claims();
    const { digest } = notice(all);
    const otherwise = (change: object) =>
      notice(all.map((claim, index) => (index === 7 ? { ...claim, ...change } : claim)));
    expect(otherwise({ sentence: 'We keep it for ever.' }).digest).not.toBe(digest);
    expect(otherwise({ state: 'later', missing: 'Nothing of it.' }).digest).toBe(digest);
  });

  it.each([
    ['one that does not exist', '[C01, C02, C99]', /:3 .*no claim C99/],
    ['one twice', '[C01, C02, C01]', /:3 .*already/],
    ['one too few', '[C01]', /C02 stands in no chapter/],
  ])('with %s is refused', (_, ids, message) => {
    const text = `chapters:\n  - title: All\n    claims: ${ids}\n`;
    const schema = noticeFileSchema([{ id: 'C01' }, { id: 'C02' }]);
    expect(() => parsePolicy('notice.yaml', text, schema)).toThrow(message);
  });
});
