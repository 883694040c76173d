import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const ORIGIN = 'http://127.0.0.1:7100';
const RP_ID = '127.0.0.1';
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

/** What a dishonest page or device would do differently. */
export interface Forgery {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isUserVerified?: boolean;
  readonly userHandle?: string;
  /** Signs with a key of its own. */
  readonly key?: KeyObject;
  readonly type?: string;
}

type Options = Readonly<Record<string, unknown>>;

/** A device with one passkey: a real P-256 key, real CBOR, COSE and signatures, as WebAuthn says they are. */
export class Authenticator {
  readonly id = randomBytes(32);
  /** How often it says it was used. */
  counter = 0;
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #userHandle = '';

  register(options: Options, forgery: Forgery = {}) {
    this.#userHandle = (options['user'] as { id: string }).id;
    const jwk = this.#pair.publicKey.export({ format: 'jwk' });
    const coordinate = (text = ''): Buffer => Buffer.from(text, 'base64url');
    const cose = cborMap([
      [1, cborInt(2)],
      [3, cborInt(-7)],
      [-1, cborInt(1)],
      [-2, cborBytes(coordinate(jwk.x))],
      [-3, cborBytes(coordinate(jwk.y))],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const authData = Buffer.concat([this.#head(ATTESTED, forgery), Buffer.alloc(16), length, this.id, cose]);
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      ...[cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0])],
      ...[cborText('authData'), cborBytes(authData)],
    ]);
    const clientData = this.#clientData('webauthn.create', options, forgery);
    return this.#credential({ clientDataJSON: clientData, attestationObject });
  }

  signIn(options: Options, forgery: Forgery = {}) {
    this.counter += this.counter === 0 ? 0 : 1;
    const authenticatorData = this.#head(0, forgery);
    const clientDataJSON = this.#clientData('webauthn.get', options, forgery);
    const hash = createHash('sha256').update(clientDataJSON).digest();
    const key = forgery.key ?? this.#pair.privateKey;
    const signature = sign('sha256', Buffer.concat([authenticatorData, hash]), key);
    const userHandle = Buffer.from(forgery.userHandle ?? this.#userHandle, 'base64url');
    return this.#credential({ clientDataJSON, authenticatorData, signature, userHandle });
  }

  #head(flags: number, { rpId = RP_ID, isUserVerified = true }: Forgery): Buffer {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags | USER_PRESENT | (isUserVerified ? USER_VERIFIED : 0));
    rest.writeUInt32BE(this.counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), rest]);
  }

  #clientData(type: string, options: Options, forgery: Forgery): Buffer {
    const { origin = ORIGIN, challenge = options['challenge'] } = forgery;
    return Buffer.from(JSON.stringify({ type: forgery.type ?? type, challenge, origin, crossOrigin: false }));
  }

  #credential(parts: Readonly<Record<string, Buffer>>) {
    const id = this.id.toString('base64url');
    const response = Object.fromEntries(
      Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64url')]),
    );
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}

/** Whole numbers between -24 and 23, which is all a key needs. */
function cborInt(value: number): Buffer {
  return Buffer.from([value < 0 ? 0x20 - value - 1 : value]);
}

/** In the shortest form there is, as CTAP demands. */
function cborBytes(bytes: Buffer): Buffer {
  const { length } = bytes;
  const head = length < 24 ? [0x40 + length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), bytes]);
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
}

function cborMap(entries: readonly (readonly [number, Buffer])[]): Buffer {
  return Buffer.concat([
    Buffer.from([0xa0 + entries.length]),
    ...entries.flatMap(([key, value]) => [cborInt(key), value]),
  ]);
}
