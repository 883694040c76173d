import { createHash, randomBytes } from 'node:crypto';

const COUNT = 10;
/** Base 32 of Crockford: no letter that looks like a digit. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 24;

/**
 * Ten codes of 120 random bits, which is why a plain hash keeps them: whoever has the hashes guesses none of them. In groups of six,
 * for paper: `7K3QZ9-…`.
 */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const digits = [...randomBytes(LENGTH)].map((byte) => DIGITS.charAt(byte % 32)).join('');
    return (digits.match(/.{6}/g) ?? []).join('-');
  });
}

/** Of what was typed, however: case, spaces, hyphens and mistakable letters do not matter. */
export function hashRecoveryCode(typed: string): Buffer {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest();
}
