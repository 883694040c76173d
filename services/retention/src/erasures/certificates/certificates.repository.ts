import type { ErasureCertificate, ErasureException, SignedCertificate } from '@ebbflow/contracts';
import { Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { finishErasure } from '../sql/finish-erasure.sql.ts';
import { findCertificate } from './find-certificate.sql.ts';
import { insertCertificate } from './insert-certificate.sql.ts';
import { listCertificates } from './list-certificates.sql.ts';
import { lockCertificateChain, lockCertificates } from './lock-certificates.sql.ts';

/** What the next certificate hangs on. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

export interface CertificateRow {
  readonly sequence: number;
  readonly certificate: ErasureCertificate;
  readonly jws: string;
}

export interface Issued extends SignedCertificate {
  readonly hash: string;
  readonly exceptions: readonly ErasureException[];
  readonly events: readonly OutboxEvent[];
}

@Injectable()
export class CertificatesRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** One at a time, so that each hangs on the one before; and once for each erasure, which is done by it. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- certificates name nobody, and are nobody's
  async issue(erasureId: string, make: (head: ChainHead) => Issued): Promise<void> {
    await this.database.asWorker(async (sql) => {
      await sql.query(lockCertificateChain);
      const [head = { sequence: 0, hash: '0'.repeat(64) }] = await sql.query<ChainHead>(lockCertificates);
      const { certificate, jws, hash, exceptions, events } = make(head);
      const { sequence, id, issuedAt } = certificate;
      const finished = await sql.query(finishErasure, [erasureId, issuedAt, id, JSON.stringify(exceptions)]);
      if (finished.length === 0) return;
      await sql.query(insertCertificate, [sequence, id, erasureId, JSON.stringify(certificate), hash, jws, issuedAt]);
      await this.outbox.append(sql, events);
    });
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- certificates name nobody, and are nobody's
  async find(id: string): Promise<CertificateRow | undefined> {
    const [row] = await this.database.asWorker((sql) => sql.query<CertificateRow>(findCertificate, [id]));
    return row;
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- certificates name nobody, and are nobody's
  list(before: number, most: number): Promise<CertificateRow[]> {
    return this.database.asWorker((sql) => sql.query<CertificateRow>(listCertificates, [before, most]));
  }
}
