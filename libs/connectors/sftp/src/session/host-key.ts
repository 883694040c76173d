import { createHash, timingSafeEqual } from 'node:crypto';

/** As `ssh-keygen -l` prints it: `SHA256:` and 43 characters. */
export function fingerprintOf(hostKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}

/** True when the server has the key that its connection pins. */
export function isPinned(hostKey: Buffer, fingerprint: string): boolean {
  const [found, pinned] = [Buffer.from(fingerprintOf(hostKey)), Buffer.from(fingerprint.trim().replace(/=+$/, ''))];
  return found.byteLength === pinned.byteLength && timingSafeEqual(found, pinned);
}
