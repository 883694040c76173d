import { plainText } from './plain-text.policy.ts';

describe('a text', () => {
  it('keeps its lines and loses what cannot be stored', () => {
    expect(plainText(' a\n\tb\u0000c\u001b \ud800 ')).toBe('a\n\tb c  \ufffd');
  });
});
