import { type EgressAddresses, egressAddressesSchema } from '@ebbflow/contracts';
import { EgressConfig } from '@ebbflow/egress';
import { Answers, Requires } from '@ebbflow/service-host';
import { Controller, Get } from '@nestjs/common';

@Controller()
export class EgressController {
  constructor(private readonly config: EgressConfig) {}

  @Get('v1/egress')
  @Requires('policy:read')
  @Answers(egressAddressesSchema)
  addresses(): EgressAddresses {
    return { addresses: [...this.config.addresses] };
  }
}
