import {
  type Lease,
  type LeasedCredentials,
  leasedCredentialsSchema,
  leaseSchema,
  type RequestCredentials,
  requestCredentialsSchema,
  requestLeaseSchema,
  type RequestTestLease,
  requestTestLeaseSchema,
  type TestLease,
  testLeaseSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Header, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { LeasesService } from './leases.service.ts';
import { TestLeasesService } from './test-leases.service.ts';

@Controller('internal/v1/leases')
export class LeasesController {
  constructor(
    private readonly leases: LeasesService,
    private readonly tests: TestLeasesService,
  ) {}

  @Post()
  @Answers(leaseSchema)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('executor')
  grant(@ZodBody(requestLeaseSchema) request: z.infer<typeof requestLeaseSchema>): Promise<Lease> {
    return this.leases.grant(request);
  }

  @Post('credentials')
  @Answers(leasedCredentialsSchema)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('executor')
  grantCredentials(@ZodBody(requestCredentialsSchema) request: RequestCredentials): Promise<LeasedCredentials> {
    return this.leases.grantCredentials(request);
  }

  @Post('tests')
  @Answers(testLeaseSchema)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @InternalOnly('executor')
  grantTest(@ZodBody(requestTestLeaseSchema) request: RequestTestLease): Promise<TestLease> {
    return this.tests.grant(request);
  }
}
