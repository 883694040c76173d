import { type PeriodSaltsAnswer, periodSaltsSchema } from '@ebbflow/contracts';
import type { Period } from '@ebbflow/crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceClient } from './service-client.ts';

/** Salts of periods, asked of vault: the source behind the PeriodKeys of libs/crypto in every service that may open payloads. */
@Injectable()
export class VaultSaltSource {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /** In the order asked; null for a period that is over. @throws TransientError while vault is away */
  async read(periods: readonly Period[]): Promise<readonly (string | null)[]> {
    const { salts }: PeriodSaltsAnswer = await this.client.call('vault', 'POST', '/internal/v1/period-salts/read', {
      body: { periods },
      schema: periodSaltsSchema,
    });
    return salts;
  }
}
