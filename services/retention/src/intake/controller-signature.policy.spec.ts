import { generateKeyPairSync, sign } from 'node:crypto';
import { isSignedBy, readControllerKey, signedText } from './controller-signature.policy.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const call = { method: 'POST', path: '/v1/opendsr_requests', date: '2026-01-01T00:04:59Z', body: Buffer.from('{}') };
const pairs = {
  ed25519: generateKeyPairSync('ed25519'),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
};

describe.each(Object.entries(pairs))('a call signed with %s', (type, { publicKey, privateKey }) => {
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const signature = sign(type === 'rsa' ? 'sha256' : null, signedText(call), privateKey).toString('base64');

  it('is its sender’s, and only as it was signed', () => {
    expect(isSignedBy(pem, { ...call, signature }, now)).toBe(true);
    for (const changed of [
      { method: 'DELETE' },
      { path: '/v1/opendsr_requests/1' },
      { body: Buffer.from('{ }') },
      { date: '2026-01-01T00:04:58Z' },
      { signature: 'AAAA' },
    ])
      expect(isSignedBy(pem, { ...call, signature, ...changed }, now)).toBe(false);
  });

  it('is worth nothing more than five minutes from its date', () => {
    expect(isSignedBy(pem, { ...call, signature }, now - 2_000)).toBe(false);
    expect(isSignedBy(pem, { ...call, signature }, now + 10 * 60_000)).toBe(false);
  });
});

describe('a controller’s key', () => {
  it.each([
    ['too short', generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey],
    ['of another kind', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey],
  ])('is refused when it is %s', (_why, key) => {
    expect(() => readControllerKey(key.export({ format: 'pem', type: 'spki' }).toString())).toThrow('at least 2048');
  });

  it('is refused when it is the private one, or none', () => {
    const { privateKey } = pairs.ed25519;
    expect(() => readControllerKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toThrow(
      'public key',
    );
    expect(() => readControllerKey('-----BEGIN PUBLIC KEY-----')).toThrow('public key');
  });
});
