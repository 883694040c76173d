import {
  askScenarioPlaceSchema,
  askScenariosInTeamsSchema,
  scenarioPlaceSchema,
  scenariosInTeamsSchema,
} from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { PlacesRepository } from './places.repository.ts';

@Controller('internal/v1/scenario-places')
export class ScenarioPlacesController {
  constructor(private readonly places: PlacesRepository) {}

  /** For services that keep what came of a scenario. */
  @Post()
  @HttpCode(200)
  @InternalOnly('log-store', 'gateway')
  @Answers(scenarioPlaceSchema)
  async find(
    @ZodBody(askScenarioPlaceSchema) { tenantId, scenarioId }: z.infer<typeof askScenarioPlaceSchema>,
  ): Promise<z.infer<typeof scenarioPlaceSchema>> {
    const place = isId('scn', scenarioId) ? await this.places.ofScenario(tenantId, scenarioId) : undefined;
    if (place === undefined) throw new ScenarioNotFoundError();
    return { teamId: place.teamId ?? null };
  }

  /** For their lists, which a caller who is limited to teams sees a part of. */
  @Post('in-teams')
  @HttpCode(200)
  @InternalOnly('log-store', 'gateway')
  @Answers(scenariosInTeamsSchema)
  async list(
    @ZodBody(askScenariosInTeamsSchema) { tenantId, teamIds }: z.infer<typeof askScenariosInTeamsSchema>,
  ): Promise<z.infer<typeof scenariosInTeamsSchema>> {
    return { scenarioIds: await this.places.scenariosIn(tenantId, teamIds) };
  }
}
