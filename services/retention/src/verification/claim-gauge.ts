import { publishGauge } from '@ebbflow/observability';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { VerificationRecord } from './verification-record.ts';

/** `ebbflow.policy.claim`: 1 for each claim in the state it was last found in, by `claim` and `state`. Every replica tells the same. */
@Injectable()
export class ClaimGauge implements OnApplicationBootstrap {
  constructor(@Inject(VerificationRecord) private readonly record: VerificationRecord) {}

  onApplicationBootstrap(): void {
    publishGauge(
      { name: 'ebbflow.policy.claim', description: 'How each claim of the privacy notice was last found to stand.' },
      async () =>
        (await this.record.status()).claims.map(({ id, state }) => ({ value: 1, labels: { claim: id, state } })),
    );
  }
}
