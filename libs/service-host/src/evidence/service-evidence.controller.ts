import {
  type ServiceEvidence as Evidence,
  type ServiceEvidenceRequest,
  serviceEvidenceRequestSchema,
  serviceEvidenceSchema,
} from '@ebbflow/contracts';
import { Controller, Inject, Post } from '@nestjs/common';
import { InternalOnly } from '../access/internal-only.ts';
import { Answers } from '../http/answers.ts';
import { ZodBody } from '../http/zod-input.ts';
import { ServiceEvidence } from './service-evidence.ts';

@Controller('internal/v1/evidence')
export class ServiceEvidenceController {
  constructor(@Inject(ServiceEvidence) private readonly evidence: ServiceEvidence) {}

  /** A body and not a query, because a list of organisations belongs into no address. */
  @InternalOnly('retention')
  @Answers(serviceEvidenceSchema)
  @Post()
  read(@ZodBody(serviceEvidenceRequestSchema) asked: ServiceEvidenceRequest): Promise<Evidence> {
    return this.evidence.read(asked);
  }
}
