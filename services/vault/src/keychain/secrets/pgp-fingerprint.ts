import { createHash } from 'node:crypto';
import { ByteReader } from './byte-reader.ts';

const TAGS = { publicKey: 6, privateKey: 5 } as const;

/** Numbers of a key by algorithm (RFC 9580, 5.5.5): `m` is a multiprecision integer, `o` an octet string with its length. */
const MATERIAL: Readonly<Record<number, string | number>> = {
  1: 'mm',
  2: 'mm',
  3: 'mm',
  16: 'mmm',
  17: 'mmmm',
  18: 'omo',
  19: 'om',
  22: 'om',
  25: 32,
  26: 56,
  27: 32,
  28: 57,
};

/**
 * Fingerprint of the primary key, in upper-case hex as GnuPG prints it: SHA-1 of the public half in version 4, SHA-256 in
 * version 6. Undefined for anything else.
 */
export function pgpFingerprint(bytes: Buffer, half: keyof typeof TAGS): string | undefined {
  try {
    const packet = firstPacket(new ByteReader(bytes));
    if (packet?.tag !== TAGS[half]) return undefined;
    const publicHalf = publicHalfOf(packet.body);
    return publicHalf === undefined ? undefined : digestOf(publicHalf);
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function firstPacket(reader: ByteReader): { readonly tag: number; readonly body: Buffer } | undefined {
  const header = reader.number(1);
  if ((header & 0x80) === 0) return undefined;
  if (header & 0x40) {
    const length = newLength(reader);
    return length === undefined ? undefined : { tag: header & 0x3f, body: reader.take(length) };
  }
  const size = [1, 2, 4][header & 0x03];
  return size === undefined ? undefined : { tag: (header >> 2) & 0x0f, body: reader.take(reader.number(size)) };
}

/** Keys are never sent in pieces, so partial lengths (224 to 254) are refused. */
function newLength(reader: ByteReader): number | undefined {
  const first = reader.number(1);
  if (first < 192) return first;
  if (first < 224) return ((first - 192) << 8) + reader.number(1) + 192;
  return first === 255 ? reader.number(4) : undefined;
}

/** In a private key's packet the secret numbers follow; only version 6 says where. */
function publicHalfOf(body: Buffer): Buffer | undefined {
  const reader = new ByteReader(body);
  const version = reader.number(1);
  reader.number(4);
  const algorithm = reader.number(1);
  if (version === 6) {
    reader.take(reader.number(4));
  } else {
    const material = MATERIAL[algorithm];
    if (version !== 4 || material === undefined) return undefined;
    if (typeof material === 'number') reader.take(material);
    else for (const kind of material) reader.take(kind === 'm' ? (reader.number(2) + 7) >> 3 : reader.number(1));
  }
  return body.subarray(0, reader.at);
}

function digestOf(publicHalf: Buffer): string {
  const isOld = publicHalf[0] === 4;
  const prefix = Buffer.alloc(isOld ? 3 : 5);
  prefix.writeUInt8(isOld ? 0x99 : 0x9b, 0);
  prefix.writeUIntBE(publicHalf.length, 1, isOld ? 2 : 4);
  const hash = createHash(isOld ? 'sha1' : 'sha256');
  return hash.update(prefix).update(publicHalf).digest('hex').toUpperCase();
}
