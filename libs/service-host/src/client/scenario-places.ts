import { type Principal, scenarioPlaceSchema, scenariosInTeamsSchema } from '@ebbflow/contracts';
import { ExpectedError, isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { may, mayEverywhere, teamsWith } from '../access/may.policy.ts';
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

  /**
   * The scenarios a list is kept to, of all or of the one that was asked for; undefined where nothing has to be left out. What comes of
   * none, or of one that is not there any more, is for those who may see all of the organisation.
   * @throws TransientError while the executor is away
   */
  async toShow(principal: Principal, action: string, asked?: string): Promise<readonly string[] | undefined> {
    if (mayEverywhere(principal, action)) return undefined;
    const { organisationId } = principal;
    if (asked !== undefined) {
      const place = await this.find(organisationId, asked);
      return place !== undefined && may(principal, action, { ...place, organisationId }) ? [asked] : [];
    }
    const { scenarioIds } = await this.client.call('executor', 'POST', '/internal/v1/scenario-places/in-teams', {
      body: { tenantId: organisationId, teamIds: teamsWith(principal, action) },
      schema: scenariosInTeamsSchema,
    });
    return scenarioIds;
  }
}
