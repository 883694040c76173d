import {
  type CertificateList,
  certificateListSchema,
  listCertificatesSchema,
  type SignedCertificate,
  signedCertificateSchema,
} from '@ebbflow/contracts';
import { Answers, Public, Requires, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import { UnknownCertificateError } from '../erasures.errors.ts';
import { CertificatesRepository } from './certificates.repository.ts';

@Controller('v1/certificates')
export class CertificatesController {
  constructor(@Inject(CertificatesRepository) private readonly certificates: CertificatesRepository) {}

  /** Newest first, each hanging on the one before. They name nobody. */
  @Requires('policy:read')
  @Answers(certificateListSchema)
  @Get()
  async list(
    @ZodQuery(listCertificatesSchema) { cursor, limit }: z.infer<typeof listCertificatesSchema>,
  ): Promise<CertificateList> {
    const rows = await this.certificates.list(cursor ?? 2_147_483_647, limit + 1);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(({ certificate, jws }) => ({ certificate, jws })),
      nextCursor: rows.length > limit ? String(shown.at(-1)?.sequence ?? '') : null,
    };
  }

  @Public('whoever was erased has no account to ask with; the id is not to be guessed and names nobody')
  @Answers(signedCertificateSchema)
  @Get(':certificateId')
  async get(@Param('certificateId') certificateId: string): Promise<SignedCertificate> {
    const row = await this.certificates.find(certificateId);
    if (row === undefined) throw new UnknownCertificateError();
    return { certificate: row.certificate, jws: row.jws };
  }
}
