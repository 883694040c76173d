import { createEgress, type Egress, EgressConfig } from '@ebbflow/egress';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** Identity's way out, to payment, newsletter and ticket providers alone; closed with the process. */
@Injectable()
export class EgressHandle implements OnApplicationShutdown {
  readonly egress: Egress;

  constructor(@Inject(EgressConfig) config: EgressConfig) {
    this.egress = createEgress(config);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.egress.close();
  }
}
