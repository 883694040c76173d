import { X509Certificate } from 'node:crypto';

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const LONGEST = 5;

/** The certificates in a PEM text, in order; none when one cannot be read. */
export function certificatesOf(text: string): X509Certificate[] {
  try {
    return (text.match(PEM) ?? []).slice(0, LONGEST * 4).map((pem) => new X509Certificate(pem));
  } catch {
    return [];
  }
}

/**
 * The way from the first certificate to one of the authorities, both included; empty when there is none. Each must be valid now, be named
 * and signed by the next, and each but the first be allowed to vouch for others.
 */
export function certificateChain(
  sent: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  now: Date,
): X509Certificate[] {
  const [first, ...between] = sent;
  const chain = first === undefined ? [] : [first];
  for (let last = first; last !== undefined && chain.length <= LONGEST;) {
    const current = last;
    if (!isValid(current, now)) return [];
    const authority = authorities.find((candidate) => vouches(candidate, current));
    if (authority !== undefined) return isValid(authority, now) ? [...chain, authority] : [];
    last = between.find((candidate) => !chain.includes(candidate) && vouches(candidate, current));
    if (last !== undefined) chain.push(last);
  }
  return [];
}

function vouches(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValid({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() < Date.parse(validTo);
}
