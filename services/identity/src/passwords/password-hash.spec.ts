import { formatPasswordHash, parsePasswordHash } from './password-hash.ts';

describe('a password hash', () => {
  it('is a PHC string that names its algorithm and iterations, without padding', () => {
    const text = formatPasswordHash({ iterations: 220_000, salt: Buffer.alloc(16, 1), key: Buffer.alloc(64, 2) });
    expect(text).toMatch(/^\$pbkdf2-sha512\$i=220000\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{86}$/);
  });

  it('comes back as it was', () => {
    const hash = { iterations: 300_000, salt: Buffer.from('0123456789abcdef'), key: Buffer.alloc(64, 0xfb) };
    expect(parsePasswordHash(formatPasswordHash(hash))).toEqual(hash);
  });

  it.each(['', 'plain', '$argon2id$v=19$m=1$a$b', '$pbkdf2-sha512$i=x$YQ$YQ', '$pbkdf2-sha512$i=1$YQ$'])(
    'is not %p',
    (text) => {
      expect(() => parsePasswordHash(text)).toThrow('not a pbkdf2-sha512 PHC string');
    },
  );
});
