import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { certificate } from '../../test/support/certificate.builder.ts';
import { certificateChain, certificatesOf } from './certificate-chain.policy.ts';

const keys = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const valid = { from: day('2026-01-01'), to: day('2027-01-01') };
const now = day('2026-06-01');

const [root, middle, leaf] = [keys(), keys(), keys()];
const rootIssuer = { name: 'root', key: root.privateKey };
const middleIssuer = { name: 'middle', key: middle.privateKey };
const rootCert = certificate({ ...valid, name: 'root', key: root.publicKey, issuer: rootIssuer, isAuthority: true });
const middleCert = certificate({
  ...valid,
  name: 'middle',
  key: middle.publicKey,
  issuer: rootIssuer,
  isAuthority: true,
});
const leafCert = certificate({ ...valid, name: 'leaf', key: leaf.publicKey, issuer: middleIssuer });
const read = (...pems: string[]) => pems.map((pem) => new X509Certificate(pem));
const names = (chain: X509Certificate[]) => chain.map(({ subject }) => subject);

it('goes from the first certificate over those sent along to an authority', () => {
  const chain = certificateChain(read(leafCert, middleCert), read(rootCert), now);
  expect(names(chain)).toEqual(['CN=leaf', 'CN=middle', 'CN=root']);
  expect(certificatesOf(`${leafCert}\nwords\n${middleCert}`)).toHaveLength(2);
});

describe('there is none', () => {
  const notAuthority = certificate({ ...valid, name: 'middle', key: middle.publicKey, issuer: rootIssuer });
  const over = certificate({
    from: day('2025-01-01'),
    to: day('2026-05-31'),
    name: 'leaf',
    key: leaf.publicKey,
    issuer: middleIssuer,
  });
  const forged = certificate({
    ...valid,
    name: 'leaf',
    key: leaf.publicKey,
    issuer: { name: 'middle', key: leaf.privateKey },
  });
  const own = certificate({
    ...valid,
    name: 'leaf',
    key: leaf.publicKey,
    issuer: { name: 'leaf', key: leaf.privateKey },
  });

  it.each([
    ['without the one between', [leafCert]],
    ['when the one between may not vouch for others', [leafCert, notAuthority]],
    ['when it is over', [over, middleCert]],
    ['when somebody else signed in the name of the one between', [forged, middleCert]],
    ['when it vouches for itself', [own]],
    ['for nothing', []],
  ])('%s', (_case, sent) => {
    expect(certificateChain(read(...sent), read(rootCert), now)).toEqual([]);
  });

  it('in what is no certificate', () => {
    expect(certificatesOf('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toEqual([]);
    expect(certificateChain(read(leafCert, middleCert), [], now)).toEqual([]);
  });
});
