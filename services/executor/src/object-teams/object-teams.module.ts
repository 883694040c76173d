import { Module } from '@nestjs/common';
import { ExecutorObjectTeams } from './executor-object-teams.ts';
import { PlacesRepository } from './places.repository.ts';

/** Which team the things are in that paths name. */
@Module({ providers: [ExecutorObjectTeams, PlacesRepository], exports: [PlacesRepository] })
export class ObjectTeamsModule {}
