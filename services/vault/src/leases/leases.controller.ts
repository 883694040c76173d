import { type Lease, requestLeaseSchema, leaseSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { LeasesService } from './leases.service.ts';

@Controller('internal/v1/leases')
export class LeasesController {
  constructor(@Inject(LeasesService) private readonly leases: LeasesService) {}

  @Post()
  @Answers(leaseSchema)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('executor')
  grant(@ZodBody(requestLeaseSchema) request: z.infer<typeof requestLeaseSchema>): Promise<Lease> {
    return this.leases.grant(request);
  }
}
