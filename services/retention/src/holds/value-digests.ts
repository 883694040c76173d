import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const scrypt = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scryptCallback);
/** About 10 ms: an e-mail address or phone number can be guessed, and each guess should cost something. A question asks at most 20 values of a few holds. */
const COST = { N: 4_096, r: 8, p: 1 };
const PHONE = /^\+?[\d\s().\-/]{6,}$/;

export interface ValueDigests {
  readonly salt: Buffer;
  readonly digests: readonly Buffer[];
}

/**
 * What a hold keeps of the values a data subject is found by. The values themselves would be one more copy of what somebody wants gone; a
 * digest answers the only question there is: is it this one? The salt is the hold's own, so that holds do not show who is in two of them.
 */
export async function digestsOf(values: readonly string[]): Promise<ValueDigests> {
  const salt = randomBytes(16);
  const digests = await Promise.all(values.map((value) => digest(value, salt)));
  return { salt, digests };
}

export async function isAnyOf(values: readonly string[], { salt, digests }: ValueDigests): Promise<boolean> {
  for (const value of values) {
    const asked = await digest(value, salt);
    if (digests.some((known) => timingSafeEqual(known, asked))) return true;
  }
  return false;
}

function digest(value: string, salt: Buffer): Promise<Buffer> {
  return scrypt(normalised(value), salt, 32, COST);
}

/** As people write the same thing: case and spaces around do not count, nor what stands between the digits of a phone number. */
function normalised(value: string): string {
  const text = value.normalize('NFC').trim().toLowerCase();
  return PHONE.test(text) ? text.replaceAll(/[^\d+]/g, '') : text;
}
