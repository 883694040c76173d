import { createEgress, type Egress, EgressConfig } from '@ebbflow/egress';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** Vault's way out, to providers alone; closed with the process. */
@Injectable()
export class EgressHandle implements OnApplicationShutdown {
  readonly egress: Egress;

  constructor(config: EgressConfig) {
    this.egress = createEgress(config);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.egress.close();
  }
}
