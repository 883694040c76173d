import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { ErasureCertificate, PolicyKeys, SignedCertificate } from '@ebbflow/contracts';
import { checkCertificate } from './check-certificate.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const published: PolicyKeys = {
  keys: [
    {
      kty: 'OKP',
      crv: 'Ed25519',
      x: String(publicKey.export({ format: 'jwk' }).x),
      kid: 'retention-1',
      use: 'sig',
      alg: 'EdDSA',
    },
  ],
};
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const first: ErasureCertificate = {
  ...{
    id: 'crt_1',
    sequence: 1,
    previous: '0'.repeat(64),
    erasureId: 'era_1',
    subjectKind: 'organisation',
    requestId: null,
  },
  ...{
    plannedAt: '2026-03-01T00:00:00.000Z',
    approvedAt: '2026-03-01T00:01:00.000Z',
    shreddedAt: '2026-03-01T00:01:01.000Z',
  },
  ...{
    deletedAt: '2026-03-01T00:02:00.000Z',
    issuedAt: '2026-03-01T00:03:00.000Z',
    erased: { 'executor.run': 3 },
    exceptions: [],
  },
  residual: { scannedAt: '2026-03-01T00:02:30.000Z', scope: 'full', places: 0, looked: { 'executor.run': 9 } },
  ...{ backupsExpireAt: '2026-03-31T00:02:00.000Z', topicsExpireAt: '2026-03-03T00:02:00.000Z' },
};

function signed(
  certificate: ErasureCertificate,
  typ = 'ebbflow-erasure-certificate+jws',
  kid = 'retention-1',
): SignedCertificate {
  const text = `${encode({ alg: 'EdDSA', kid, typ })}.${encode(certificate)}`;
  return { certificate, jws: `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}` };
}
const second = signed({
  ...first,
  id: 'crt_2',
  sequence: 2,
  previous: createHash('sha256').update(JSON.stringify(first)).digest('hex'),
});
const of = (certificate: SignedCertificate, before?: SignedCertificate) =>
  checkCertificate(certificate, published, before);

it('a certificate is good by its signature alone, and hangs on the one before', () => {
  expect(of(signed(first))).toMatchObject({ isValid: true, faults: [], signedBy: 'retention-1', isChained: null });
  expect(of(second, signed(first))).toMatchObject({ isValid: true, isChained: true });
});

it.each([
  [
    'shown otherwise than it was signed',
    { ...signed(first), certificate: { ...first, erased: {} } },
    'not what was signed',
  ],
  ['signed with another key', signed(first, undefined, 'somebody'), 'not among those'],
  ['a signed report', signed(first, 'JWT'), 'not signed as a certificate'],
  ['no certificate', signed({ ...first, sequence: -1 }), 'not a certificate'],
  ['no JWS at all', { certificate: first, jws: 'nonsense' }, 'not signed as a certificate'],
])('one that is %s is not', (_what, certificate, fault) => {
  const { isValid, faults } = of(certificate);
  expect(isValid).toBe(false);
  expect(faults.join(' ')).toContain(fault);
});

it('one with a changed byte is not, nor one that follows another', () => {
  const { jws } = signed(first);
  const [header, payload, signature] = jws.split('.');
  const other = encode({ ...first, erasureId: 'era_2' });
  expect(
    of({ certificate: { ...first, erasureId: 'era_2' }, jws: `${String(header)}.${other}.${String(signature)}` })
      .faults,
  ).toEqual(['The signature is not of this certificate.']);
  expect(payload).not.toBe(other);
  expect(of(second, second)).toMatchObject({ isValid: false, isChained: false });
});
