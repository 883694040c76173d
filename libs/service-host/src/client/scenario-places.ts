import { scenarioPlaceSchema } from '@ebbflow/contracts';
import { ExpectedError, isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ServiceClient } from './service-client.ts';

/**
 * In which team a scenario is, asked of the executor by services that keep what came of it. Asked each time and kept nowhere: a scenario
 * may move, and only callers who are limited to teams make us ask.
 */
@Injectable()
export class ScenarioPlaces {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /** Undefined for a scenario that is not there (any more). @throws TransientError while the executor is away */
  async find(tenantId: string, scenarioId: string): Promise<{ teamId: string | null } | undefined> {
    if (!isId('scn', scenarioId)) return undefined;
    try {
      return await this.client.call('executor', 'POST', '/internal/v1/scenario-places', {
        body: { tenantId, scenarioId },
        schema: scenarioPlaceSchema,
      });
    } catch (thrown) {
      if (thrown instanceof ExpectedError && thrown.status === 404) return undefined;
      throw thrown;
    }
  }
}
