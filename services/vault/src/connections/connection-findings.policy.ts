import type { ConnectionFinding } from '@ebbflow/contracts';

/** Where a connection is less secure than its protocol allows. Settings are those of any kind; kinds without TLS of their own have none. */
export function connectionFindings(settings: Readonly<Record<string, unknown>>): ConnectionFinding[] {
  const findings: ConnectionFinding[] = [];
  const { tls, verifiesCertificate } = settings;
  if (tls === 'off') {
    findings.push({
      code: 'VAULT.TLS_OFF',
      pointer: '/settings/tls',
      message: 'Everything, the password too, goes over the line in the clear. Choose "implicit" or "required".',
    });
  }
  if (tls === 'preferred') {
    findings.push({
      code: 'VAULT.TLS_PREFERRED',
      pointer: '/settings/tls',
      message: 'Whoever sits on the line can have the password sent in the clear. Choose "implicit" or "required".',
    });
  }
  if (tls !== undefined && tls !== 'off' && verifiesCertificate === false) {
    findings.push({
      code: 'VAULT.CERTIFICATE_UNCHECKED',
      pointer: '/settings/verifiesCertificate',
      message: 'The line is encrypted, but nobody checks to whom. Give the authority in "ca" instead.',
    });
  }
  return findings;
}

/** The same for the organisation's audit log; nothing where there is nothing to say. */
export function securityFacts(settings: Readonly<Record<string, unknown>> = {}): { readonly lessSecure?: string } {
  const codes = connectionFindings(settings).map(({ code }) => code);
  return codes.length === 0 ? {} : { lessSecure: codes.join(' ') };
}
