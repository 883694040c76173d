import { newHookToken, tokenOfPath } from './hook-token.ts';

describe('a hook token', () => {
  it('is 32 base32 characters, different each time, and every character takes every value', () => {
    const tokens = Array.from({ length: 2_000 }, newHookToken);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(token).toMatch(/^[a-z2-7]{32}$/);
    for (let position = 0; position < 32; position += 1) {
      expect(new Set(tokens.map((token) => token.charAt(position))).size).toBe(32);
    }
  });

  it('is found in its own path and in no other', () => {
    const token = newHookToken();
    expect(tokenOfPath(`/hook/${token}`)).toBe(token);
    for (const path of [
      `/hook/${token}/`,
      `/hook//${token}`,
      `/Hook/${token}`,
      `//hook/${token}`,
      `/hook/${token}a`,
      `/hook/${token.toUpperCase()}`,
      `/hook/%61${token.slice(1)}`,
      `/x/../hook/${token}`,
    ]) {
      expect([path, tokenOfPath(path)]).toEqual([path, undefined]);
    }
  });
});
