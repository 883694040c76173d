import { createEgress, EgressConfig, type Egress } from '@ebbflow/egress';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** The process's one way out, closed with it. */
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
