import { Controller, Get, Inject } from '@nestjs/common';
import type { RetentionPolicyAnswer } from '@ebbflow/contracts';
import { Requires } from '@ebbflow/service-host';
import { PolicyService } from './policy.service.ts';

@Controller('v1/policy')
export class PolicyController {
  constructor(@Inject(PolicyService) private readonly policy: PolicyService) {}

  @Get()
  @Requires('policy:read')
  describe(): Promise<RetentionPolicyAnswer> {
    return this.policy.describe();
  }
}
