import { EVENT_LIFETIME, type ErasureCertificate, type ErasureCounts, type ErasureException } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { erasureFacts } from '../erasure-facts.ts';
import type { Residue } from '../erasure-residue.ts';
import type { ErasureRow } from '../erasure.ts';
import { ErasuresConfig } from '../erasures.config.ts';
import { CertificateSigner } from './certificate-signer.ts';
import { CertificatesRepository, type ChainHead } from './certificates.repository.ts';

const DAY_MS = 86_400_000;

/** Writes down what an erasure came to, signs it and hangs it on the one before; whom it was about is forgotten in the same transaction. */
@Injectable()
export class Certification {
  constructor(
    @Inject(CertificatesRepository) private readonly certificates: CertificatesRepository,
    @Inject(CertificateSigner) private readonly signer: CertificateSigner,
    @Inject(ErasuresConfig) private readonly config: ErasuresConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async certify(row: ErasureRow, found: { erased: ErasureCounts; residue: Residue }): Promise<void> {
    const exceptions = [...row.exceptions, ...found.residue.exceptions];
    await this.certificates.issue(row.id, (head) => {
      const certificate = this.#certificate(row, { ...found, exceptions, head });
      return { ...this.signer.sign(certificate), exceptions, events: this.#facts(row, certificate.id) };
    });
  }

  #facts(row: ErasureRow, certificateId: string): ReturnType<typeof erasureFacts> {
    const isGone = row.subjectKind === 'organisation';
    const where = [row.subjectTenant, row.requestedFor].filter((id) => !isGone || id !== row.subjectTenant);
    return erasureFacts({ erasureId: row.id, what: 'certified', in: where, facts: { certificateId } }, this.clock);
  }

  #certificate(
    row: ErasureRow,
    found: { erased: ErasureCounts; residue: Residue; exceptions: ErasureException[]; head: ChainHead },
  ): ErasureCertificate {
    const now = this.clock.now();
    const deletedAt = row.deletedAt ?? now;
    return {
      id: newId('crt', now.getTime()),
      sequence: found.head.sequence + 1,
      previous: found.head.hash,
      erasureId: row.id,
      subjectKind: row.subjectKind,
      requestId: row.requestId,
      plannedAt: row.plannedAt.toISOString(),
      approvedAt: (row.approvedAt ?? row.plannedAt).toISOString(),
      shreddedAt: row.shreddedAt?.toISOString() ?? null,
      deletedAt: deletedAt.toISOString(),
      issuedAt: now.toISOString(),
      erased: found.erased,
      exceptions: found.exceptions,
      residual: { scannedAt: now.toISOString(), scope: found.residue.scope, places: 0, looked: found.residue.looked },
      backupsExpireAt: new Date(deletedAt.getTime() + this.config.backupDays * DAY_MS).toISOString(),
      topicsExpireAt: new Date(now.getTime() + EVENT_LIFETIME.milliseconds).toISOString(),
    };
  }
}
