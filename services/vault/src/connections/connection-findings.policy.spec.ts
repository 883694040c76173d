import { CONNECTION_KINDS, createConnectionSchema } from '@ebbflow/contracts';
import { connectionFindings } from './connection-findings.policy.ts';

const server = { host: 'h.example.org', port: 1_000, user: 'u' };
const codes = (settings: object): string[] => connectionFindings({ ...settings }).map(({ code }) => code);

describe('the security of a connection', () => {
  it.each([
    ['smtp', server],
    ['imap', server],
    ['ftp', server],
    ['postgresql', { ...server, database: 'd' }],
    ['mysql', { ...server, database: 'd' }],
  ] as const)('is the highest where nobody chose another, and then there is nothing to say (%s)', (kind, settings) => {
    const made = createConnectionSchema.parse({ name: 'a', kind, settings, secret: { password: 'p' } });
    expect(made.settings).toMatchObject({
      tls: ['smtp', 'imap'].includes(kind) ? 'implicit' : 'required',
      verifiesCertificate: true,
    });
    expect(codes(made.settings)).toEqual([]);
    expect(CONNECTION_KINDS[kind].settings.safeParse({ ...settings, tls: 'none' }).success).toBe(false);
  });

  it('is named where somebody chose less', () => {
    expect(codes({ tls: 'off', verifiesCertificate: true })).toEqual(['VAULT.TLS_OFF']);
    expect(codes({ tls: 'preferred', verifiesCertificate: false })).toEqual([
      'VAULT.TLS_PREFERRED',
      'VAULT.CERTIFICATE_UNCHECKED',
    ]);
    expect(codes({ tls: 'implicit', verifiesCertificate: false })).toEqual(['VAULT.CERTIFICATE_UNCHECKED']);
    expect(codes({ placement: 'header', parameterName: 'x-key' })).toEqual([]);
  });
});
