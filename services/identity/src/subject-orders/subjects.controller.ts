import { findPersonSchema, foundPersonSchema, subjectProofSchema, verifySubjectSchema } from '@ebbflow/contracts';
import { Personal } from '@ebbflow/kernel';
import { Answers, AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { SubjectVerifications } from './subject-verifications.ts';

/** What retention asks about people, and the link they confirm a request with. */
@Controller('internal/v1/subjects')
export class SubjectsController {
  constructor(
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
    @Inject(SubjectVerifications) private readonly verifications: SubjectVerifications,
  ) {}

  @InternalOnly('retention')
  @Answers(foundPersonSchema)
  @Post('find')
  @HttpCode(200)
  async find(
    @ZodBody(findPersonSchema) { email }: z.infer<typeof findPersonSchema>,
  ): Promise<z.infer<typeof foundPersonSchema>> {
    const found = await this.directory.ofUser(new Personal(email));
    return { person: found === undefined ? null : { tenantId: found.tenant_id, userId: found.id } };
  }

  @InternalOnly('retention')
  @AnswersNothing()
  @Post('proof')
  @HttpCode(204)
  async prove(
    @ZodBody(subjectProofSchema) { tenantId, userId, sessionId }: z.infer<typeof subjectProofSchema>,
  ): Promise<void> {
    await this.proof.demandOf({ tenantId, userId }, sessionId);
  }

  @InternalOnly('console')
  @AnswersNothing()
  @Post('verifications')
  @HttpCode(204)
  async verify(@ZodBody(verifySubjectSchema) { token }: z.infer<typeof verifySubjectSchema>): Promise<void> {
    await this.verifications.redeem(token);
  }
}
