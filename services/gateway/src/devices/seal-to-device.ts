import type { webcrypto } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/**
 * Seals to the device's own key (RFC 9180, base mode): once this has returned, nobody but the device can read it, this service included.
 * Bound to the command's id, so that one cannot be passed off as another.
 */
export async function sealToDevice(
  publicKey: Buffer,
  commandId: string,
  plain: Buffer,
): Promise<{ encapsulatedKey: Buffer; sealed: Buffer }> {
  // The library's types name a key as browsers do, which this compiler does not know.
  const recipientPublicKey = (await suite.kem.deserializePublicKey(bytesOf(publicKey))) as webcrypto.CryptoKey;
  const { enc, ct } = await suite.seal({ recipientPublicKey }, bytesOf(plain), bytesOf(Buffer.from(commandId)));
  return { encapsulatedKey: Buffer.from(enc), sealed: Buffer.from(ct) };
}

/** Of its own memory: what Node cuts from a pool has other people's bytes around it. */
function bytesOf(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
