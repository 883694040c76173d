import { type IdPrefix, isId } from '@ebbflow/kernel';
import type { NamedObject, NamedObjects, ObjectTeams } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { DataStoreNotFoundError } from '../data-stores/data-stores.errors.ts';
import { IncompleteNotFoundError } from '../incompletes/incompletes.errors.ts';
import { TeamNotFoundError } from '../lifetimes/lifetimes.errors.ts';
import { RunNotFoundError } from '../runs/runs.errors.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { VariableNotFoundError } from '../variables/variables.errors.ts';
import { PlacesRepository } from './places.repository.ts';

/** Scenarios and data stores are in teams, and what comes of a scenario is where it is. */
@Injectable()
export class ExecutorObjectTeams implements ObjectTeams {
  readonly named: NamedObjects;

  constructor(places: PlacesRepository) {
    this.named = {
      // Whoever sets something for all of a team, in that team.
      teamId: named('tea', (_tenantId, teamId) => Promise.resolve({ teamId }), TeamNotFoundError),
      scenarioId: named('scn', (tenantId, id) => places.ofScenario(tenantId, id), ScenarioNotFoundError),
      runId: named('run', (tenantId, id) => places.ofRun(tenantId, id), RunNotFoundError),
      incompleteId: named('inc', (tenantId, id) => places.ofIncomplete(tenantId, id), IncompleteNotFoundError),
      storeId: named('dst', (tenantId, id) => places.ofStore(tenantId, id), DataStoreNotFoundError),
      variableId: named('var', (tenantId, id) => places.ofVariable(tenantId, id), VariableNotFoundError),
    };
  }
}

/** What is no id cannot be found, and may hold what Postgres refuses in a text. */
function named(
  prefix: IdPrefix,
  placeOf: NamedObject['placeOf'],
  NotFound: new () => ReturnType<NamedObject['notFound']>,
): NamedObject {
  return {
    placeOf: (tenantId, id) => (isId(prefix, id) ? placeOf(tenantId, id) : Promise.resolve(undefined)),
    notFound: () => new NotFound(),
  };
}
