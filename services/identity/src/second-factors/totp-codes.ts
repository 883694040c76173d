import { Secret as TotpSecret, TOTP } from 'otpauth';

/** What every authenticator app takes: SHA-1, six digits, half a minute. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** One half-minute to either side, for clocks that are off. */
const WINDOW = 1;

/** 160 random bits, as RFC 4226 recommends. */
export function newTotpSecret(): Uint8Array {
  return new TotpSecret({ size: 20 }).bytes;
}

/** Which half-minute this code is of, counted from 1970; undefined for a code of none near `nowMs`. */
export function stepOfCode(secret: Uint8Array, code: string, nowMs: number): number | undefined {
  const delta = TOTP.validate({ ...SHAPE, secret: secretOf(secret), token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? undefined : TOTP.counter({ period: SHAPE.period, timestamp: nowMs }) + delta;
}

/** To type, and as the address an app reads from a picture. */
export function totpLabels(secret: Uint8Array, label: string): { secret: string; uri: string } {
  const totp = new TOTP({ ...SHAPE, issuer: 'Ebbflow', label, secret: secretOf(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

function secretOf(bytes: Uint8Array): TotpSecret {
  return new TotpSecret({ buffer: Uint8Array.from(bytes).buffer });
}
