import { Module } from '@nestjs/common';
import { ExecutorObjectTeams } from './executor-object-teams.ts';
import { PlacesRepository } from './places.repository.ts';
import { ScenarioPlacesController } from './scenario-places.controller.ts';

/** Which team the things are in that paths name. */
@Module({
  controllers: [ScenarioPlacesController],
  providers: [ExecutorObjectTeams, PlacesRepository],
  exports: [PlacesRepository],
})
export class ObjectTeamsModule {}
