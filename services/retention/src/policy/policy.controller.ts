import { Controller, Get, Inject } from '@nestjs/common';
import { type RetentionPolicyAnswer, retentionPolicySchema } from '@ebbflow/contracts';
import { Answers, Requires } from '@ebbflow/service-host';
import { PolicyService } from './policy.service.ts';

@Controller('v1/policy')
export class PolicyController {
  constructor(@Inject(PolicyService) private readonly policy: PolicyService) {}

  @Get()
  @Requires('policy:read')
  @Answers(retentionPolicySchema)
  describe(): Promise<RetentionPolicyAnswer> {
    return this.policy.describe();
  }
}
