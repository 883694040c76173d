import type { ErasureCertificate } from '@ebbflow/contracts';
import { facts } from '../answering.ts';

/** A certificate for people: when, what went, what stays, and what was found afterwards. */
export function describeCertificate(certificate: ErasureCertificate): string[] {
  const { residual, erased, exceptions } = certificate;
  const count = Object.values(erased).reduce((sum, one) => sum + one, 0);
  return [
    ...facts([
      ['certificate', `${certificate.id} (number ${String(certificate.sequence)})`],
      ['erasure', certificate.erasureId],
      ['about', certificate.subjectKind],
      ['approved', certificate.approvedAt],
      ['unreadable', certificate.shreddedAt],
      ['deleted', certificate.deletedAt],
      ['erased', `${String(count)} from ${String(Object.keys(erased).length)} stores`],
      ['looked again', `${residual.scannedAt} (${residual.scope}): ${String(residual.places)} places left`],
      ['backups gone', certificate.backupsExpireAt],
      ['issued', certificate.issuedAt],
    ]),
    ...exceptions.map(({ store, ground, until }) => `stays: ${store} until ${until ?? 'further notice'} — ${ground}`),
  ];
}
