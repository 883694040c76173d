import { createHash, randomBytes } from 'node:crypto';

const TOKEN = /^Bearer (ebd_[A-Za-z0-9_-]{43})$/;

/** What a device proves itself with: 256 random bits. Only its hash is kept. */
export function newDeviceToken(): string {
  return `ebd_${randomBytes(32).toString('base64url')}`;
}

/** What a QR code carries: 160 random bits, which nobody guesses in the ten minutes it lives. */
export function newPairingCode(): string {
  return randomBytes(20).toString('base64url');
}

/** Without salt or stretching: what is hashed is random itself, and it must be found by its hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The device token of an `Authorization` header; undefined when it holds anything else. */
export function deviceTokenOf(header: string | undefined): string | undefined {
  return TOKEN.exec(header ?? '')?.[1];
}
