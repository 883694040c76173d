import type { ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { ErasureRow } from './erasure.ts';
import { ErasuresRepository } from './erasures.repository.ts';
import { SubjectSeal } from './subject-seal.ts';

export interface OpenErasure {
  readonly row: ErasureRow;
  readonly subject: ErasureSubject;
}

/** Erasures something is to be done about now, each with its whole subject. */
@Injectable()
export class OpenErasures {
  constructor(
    @Inject(ErasuresRepository) private readonly erasures: ErasuresRepository,
    @Inject(SubjectSeal) private readonly seal: SubjectSeal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(): Promise<OpenErasure[]> {
    const rows = await this.erasures.listOpen(this.clock.now());
    return rows.map((row) => ({ row, subject: this.#subjectOf(row) }));
  }

  #subjectOf(row: ErasureRow): ErasureSubject {
    const tenantId = row.subjectTenant ?? '';
    const id = row.subjectId ?? '';
    switch (row.subjectKind) {
      case 'organisation':
        return { kind: 'organisation', tenantId };
      case 'user':
        return { kind: 'user', tenantId, userId: id, memberOf: row.subjectMemberOf ?? [] };
      case 'connection':
        return { kind: 'connection', tenantId, connectionId: id };
      case 'device':
        return { kind: 'device', tenantId, deviceId: id };
      case 'data-subject':
        return { kind: 'data-subject', tenantId, values: [...this.seal.open(row.id, row.subjectSealed).values] };
    }
  }
}
