import { createHash, createPrivateKey } from 'node:crypto';
import type { KeychainSecret } from '@ebbflow/contracts';
import { InvalidInputError } from '@ebbflow/service-host';
import { selfSigned } from '@ebbflow/testing';
import { highestNumberOf } from './der-numbers.ts';
import { inspectSecret } from './inspect-secret.ts';

/** Where it was refused; undefined where it was not. */
function refusedAt(secret: KeychainSecret): string | undefined {
  try {
    inspectSecret(secret, '');
    return undefined;
  } catch (thrown) {
    if (thrown instanceof InvalidInputError) return thrown.faults[0]?.pointer;
    throw thrown;
  }
}

const armour = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
const string = (bytes: Buffer | string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(bytes));
  return Buffer.concat([length, Buffer.from(bytes)]);
};
const encrypted = (pem: string, passphrase: string): string =>
  createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();

/** Made by GnuPG, which prints this fingerprint for it. */
const PGP_FINGERPRINT = '1B2A9F403E7037646F8A5D8D29CBF3B08804C4EA';
const PGP_PUBLIC = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEawVj6hYJKwYBBAHaRw8BAQdAJtgl64g4k9yWxJUw7O2U8vqnniQ2EXVpJVA5
G3xQN260F1Rlc3QgPHRlc3RAZXhhbXBsZS5jb20+iJAEExYIADgWIQQbKp9APnA3
ZG+KXY0py/OwiATE6gUCawVj6gIbAwULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAK
CRApy/OwiATE6n8WAQCvJ45WLjbGVUPM7QIb/mglrUn4+0PLdkxmsgLXwDKQ0AD/
bkih0SaqAGVDvNZ4l1QmpqC/4nqjwJ6MxlTU7hPPegw=
=lF9s
-----END PGP PUBLIC KEY BLOCK-----
`;

describe('an AES key', () => {
  it('has 16, 24 or 32 bytes, in hex or base64, and is kept in one spelling', () => {
    for (const bytes of [16, 24, 32]) {
      const key = Buffer.alloc(bytes, 0xab);
      for (const encoding of ['hex', 'base64'] as const) {
        const { secret } = inspectSecret({ kind: 'aes', key: `${key.toString(encoding)}\n`, encoding }, '');
        expect(secret).toEqual({ kind: 'aes', key: key.toString('base64'), encoding: 'base64' });
      }
    }
    for (const key of ['ab'.repeat(15), `${'ab'.repeat(16)}a`, `${'ab'.repeat(16)}zz`]) {
      expect(refusedAt({ kind: 'aes', key, encoding: 'hex' })).toBe('/key');
    }
  });
});

/** The head of an encrypted PKCS #8 file whose PBKDF2 goes round as often as given. */
function withRounds(length: string, rounds: string): Buffer {
  const wrap = (tag: string, ...parts: Buffer[]): Buffer => {
    const content = Buffer.concat(parts);
    return Buffer.concat([Buffer.from(tag, 'hex'), Buffer.from([content.length]), content]);
  };
  const salt = wrap('04', Buffer.alloc(8));
  const derivation = wrap(
    '30',
    Buffer.from('06092a864886f70d01050c', 'hex'),
    wrap('30', salt, Buffer.from(`02${length}${rounds}`, 'hex')),
  );
  const cipher = wrap('30', Buffer.from('060960864801650304012a', 'hex'), wrap('04', Buffer.alloc(16)));
  const algorithm = wrap('30', Buffer.from('06092a864886f70d01050d', 'hex'), wrap('30', derivation, cipher));
  return wrap('30', algorithm, wrap('04', Buffer.alloc(16)));
}

describe('a certificate', () => {
  const { key, cert } = selfSigned('client.example.com');
  const above = selfSigned('authority.example.com').cert;

  it('shows whom it names, until when, and its fingerprint', () => {
    const { facts, secret } = inspectSecret(
      { kind: 'certificate', certificate: `bag attributes\n${cert}${above}`, privateKey: key },
      '',
    );
    expect(facts).toMatchObject({
      subject: 'CN=client.example.com',
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) as string,
    });
    expect(facts.notAfter?.getTime()).toBeGreaterThan(Date.now());
    expect(secret).toMatchObject({ certificate: `${cert}${above}` });
  });

  it('is kept with its key opened, so that no run derives it again', () => {
    const secret = { kind: 'certificate', certificate: cert, privateKey: encrypted(key, 'open sesame') } as const;
    expect(inspectSecret({ ...secret, passphrase: 'open sesame' }, '').secret).toEqual({
      kind: 'certificate',
      certificate: cert,
      privateKey: key,
    });
    expect(refusedAt({ ...secret, passphrase: 'another' })).toBe('/privateKey');
    expect(refusedAt(secret)).toBe('/privateKey');
  });

  it('comes with the key of its first certificate', () => {
    expect(refusedAt({ kind: 'certificate', certificate: `${above}${cert}`, privateKey: key })).toBe('/privateKey');
    expect(refusedAt({ kind: 'certificate', certificate: cert, privateKey: `${key}${key}` })).toBe('/privateKey');
    expect(refusedAt({ kind: 'certificate', certificate: cert.repeat(11), privateKey: key })).toBe('/certificate');
  });

  it('cannot stop the process by the number of rounds its key asks for', () => {
    const der = Buffer.from(encrypted(key, 'x').replace(/-----.*-----|\s/g, ''), 'base64');
    // The 2048 rounds of OpenSSL become 0x7fff: the same length, so that nothing else changes.
    const at = der.indexOf(Buffer.from('02020800', 'hex'));
    expect(at).toBeGreaterThan(0);
    expect(highestNumberOf(der)).toBe(2_048);
    der.writeUInt16BE(0x7fff, at + 2);
    expect(highestNumberOf(der)).toBe(32_767);
    const secret = { kind: 'certificate', certificate: cert, passphrase: 'x' } as const;
    const slow = withRounds('04', '7fffffff');
    expect(highestNumberOf(slow)).toBe(2_147_483_647);
    expect(refusedAt({ ...secret, privateKey: armour('ENCRYPTED PRIVATE KEY', slow) })).toBe('/privateKey');
    expect(refusedAt({ ...secret, privateKey: armour('PRIVATE KEY', slow) })).toBe('/privateKey');
  });
});

describe('the highest number of a DER document', () => {
  it.each(['', '04', '3080020101', '30820001', '3003020500', '30840000000102'])('is not to be had of %s', (hex) => {
    expect(highestNumberOf(Buffer.from(hex, 'hex'))).toBeUndefined();
  });

  it('is beyond all bounds for one of more than six bytes', () => {
    expect(highestNumberOf(Buffer.from('300902077fffffffffffff', 'hex'))).toBe(Infinity);
    expect(highestNumberOf(Buffer.from('3003020100', 'hex'))).toBe(0);
  });
});

describe('an SSH key', () => {
  const publicKey = Buffer.concat([string('ssh-ed25519'), string(Buffer.alloc(32, 7))]);
  const file = (cipher: string): string =>
    armour(
      'OPENSSH PRIVATE KEY',
      Buffer.concat([
        Buffer.from('openssh-key-v1\0'),
        string(cipher),
        string(cipher === 'none' ? 'none' : 'bcrypt'),
        string(''),
        Buffer.from([0, 0, 0, 1]),
        string(publicKey),
        string(Buffer.alloc(64)),
      ]),
    );

  it('of OpenSSH shows the fingerprint of its public half', () => {
    const fingerprint = `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace('=', '')}`;
    expect(inspectSecret({ kind: 'ssh', privateKey: file('none') }, '').facts.fingerprint).toBe(fingerprint);
    const secret = { kind: 'ssh', privateKey: file('aes256-ctr') } as const;
    expect(inspectSecret({ ...secret, passphrase: 'x' }, '').facts.fingerprint).toBe(fingerprint);
    expect(refusedAt(secret)).toBe('/passphrase');
    expect(refusedAt({ kind: 'ssh', privateKey: file('none'), passphrase: 'x' })).toBe('/passphrase');
  });

  it('may be PEM, which its passphrase must open', () => {
    const { key } = selfSigned('x');
    expect(refusedAt({ kind: 'ssh', privateKey: key })).toBeUndefined();
    const secret = { kind: 'ssh', privateKey: encrypted(key, 'x') } as const;
    expect(refusedAt({ ...secret, passphrase: 'x' })).toBeUndefined();
    expect(refusedAt({ ...secret, passphrase: 'y' })).toBe('/privateKey');
  });

  it('is one key, whole', () => {
    const bytes = Buffer.from(file('none').replace(/-----.*-----|\s/g, ''), 'base64');
    for (const wrong of [
      file('none').repeat(2),
      armour('OPENSSH PRIVATE KEY', bytes.subarray(0, bytes.length - 1)),
      armour('OPENSSH PRIVATE KEY', bytes.subarray(1)),
      armour('PUBLIC KEY', bytes),
      selfSigned('x').cert,
      '',
    ]) {
      expect(refusedAt({ kind: 'ssh', privateKey: wrong })).toBe('/privateKey');
    }
  });
});

describe('an OpenPGP key', () => {
  /** Its first packet, in the old format with one byte of length: as a private key, secret numbers would follow. */
  const body = Buffer.from(PGP_PUBLIC.split('\n').slice(2, 5).join(''), 'base64').subarray(2, 53);
  const privateKey = (kind = 5): string =>
    armour('PGP PRIVATE KEY BLOCK', Buffer.concat([Buffer.from([0x80 | (kind << 2), 60]), body, Buffer.alloc(9)]));

  it('shows its fingerprint as GnuPG prints it, whichever half it is', () => {
    for (const secret of [
      { publicKey: PGP_PUBLIC },
      { privateKey: privateKey() },
      { publicKey: PGP_PUBLIC, privateKey: privateKey() },
    ]) {
      expect(inspectSecret({ kind: 'pgp', ...secret }, '').facts.fingerprint).toBe(PGP_FINGERPRINT);
    }
  });

  it('of version 6 has a fingerprint of 32 bytes', () => {
    const six = Buffer.concat([Buffer.from('066553f100', 'hex'), Buffer.from([27, 0, 0, 0, 32]), Buffer.alloc(32, 1)]);
    const publicKey = armour('PGP PUBLIC KEY BLOCK', Buffer.concat([Buffer.from([0xc6, six.length]), six]));
    const digest = createHash('sha256')
      .update(Buffer.from([0x9b, 0, 0, 0, six.length]))
      .update(six)
      .digest('hex');
    expect(inspectSecret({ kind: 'pgp', publicKey }, '').facts.fingerprint).toBe(digest.toUpperCase());
  });

  it('is in its own field, and both halves are of one key', () => {
    expect(refusedAt({ kind: 'pgp', privateKey: PGP_PUBLIC })).toBe('/privateKey');
    expect(refusedAt({ kind: 'pgp', publicKey: privateKey() })).toBe('/publicKey');
    expect(refusedAt({ kind: 'pgp', privateKey: privateKey(6) })).toBe('/privateKey');
    const flipped = Buffer.from(body);
    flipped.writeUInt8(flipped.readUInt8(4) ^ 1, 4);
    const foreign = armour('PGP PRIVATE KEY BLOCK', Buffer.concat([Buffer.from([0x94, 60]), flipped, Buffer.alloc(9)]));
    expect(refusedAt({ kind: 'pgp', publicKey: PGP_PUBLIC, privateKey: foreign })).toBe('/publicKey');
    expect(refusedAt({ kind: 'pgp', publicKey: armour('PGP PUBLIC KEY BLOCK', Buffer.from('98', 'hex')) })).toBe(
      '/publicKey',
    );
  });
});
