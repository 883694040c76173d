import type { ErasureSubject } from '@ebbflow/contracts';
import { Logger } from '@ebbflow/observability';
import { addCounts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { Certification } from './certificates/certification.service.ts';
import { ErasureEndings } from './erasure-endings.ts';
import { ErasureResidue } from './erasure-residue.ts';
import type { ErasureRow } from './erasure.ts';
import { ErasuresRepository } from './erasures.repository.ts';

/** The end of an erasure: what came late goes too, somebody else looks whether anything is left, and only then is it certified. */
@Injectable()
export class ErasureCompletion {
  constructor(
    @Inject(ErasureResidue) private readonly residue: ErasureResidue,
    @Inject(ErasuresRepository) private readonly erasures: ErasuresRepository,
    @Inject(Certification) private readonly certification: Certification,
    @Inject(ErasureEndings) private readonly endings: ErasureEndings,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** @returns whether it is done */
  async complete(row: ErasureRow, subject: ErasureSubject): Promise<boolean> {
    const late = await this.residue.eraseLate(row, subject);
    if (late === undefined) return false;
    const residue = await this.residue.look(row, subject);
    const scanCount = await this.erasures.noteScan(row.id);
    if (Object.keys(residue.hits).length > 0) {
      const places = Object.keys(residue.hits).join(' ');
      const fields = { erasureId: row.id, places, scanCount };
      this.logger.error('Something is left of somebody who is being erased; it is looked for again.', fields);
      return false;
    }
    const steps = await this.erasures.steps([row.id]);
    const erased = addCounts(...steps.map(({ counts }) => counts), late);
    await this.certification.certify(row, { erased, residue });
    this.endings.ended(row);
    return true;
  }
}
