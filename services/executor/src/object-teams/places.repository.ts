import type { Principal } from '@ebbflow/contracts';
import { Database, type Statement } from '@ebbflow/persistence';
import type { ObjectPlace } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { teamsToShow } from '../scenarios/team-scope.policy.ts';
import { findIncompletePlace } from './sql/find-incomplete-place.sql.ts';
import { findRunPlace } from './sql/find-run-place.sql.ts';
import { findScenarioPlace } from './sql/find-scenario-place.sql.ts';
import { findStorePlace } from './sql/find-store-place.sql.ts';
import { findVariablePlace } from './sql/find-variable-place.sql.ts';
import { listScenariosInTeams } from './sql/list-scenarios-in-teams.sql.ts';

export type Place = Omit<ObjectPlace, 'organisationId'>;

/** In which team something is; undefined where there is no such thing. */
@Injectable()
export class PlacesRepository {
  constructor(private readonly database: Database) {}

  ofScenario(tenantId: string, id: string): Promise<Place | undefined> {
    return this.#first(tenantId, findScenarioPlace, id);
  }

  async scenariosIn(tenantId: string, teamIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ id: string }>(listScenariosInTeams, [tenantId, teamIds]),
    );
    return rows.map(({ id }) => id);
  }

  /** The scenarios a caller is kept to; null for whoever may do it in the whole organisation. */
  async scenariosFor(scope: Principal, action: string): Promise<readonly string[] | null> {
    const teams = teamsToShow(scope, action);
    return teams === null ? null : this.scenariosIn(scope.organisationId, teams);
  }

  ofRun(tenantId: string, id: string): Promise<Place | undefined> {
    return this.#first(tenantId, findRunPlace, id);
  }

  ofIncomplete(tenantId: string, id: string): Promise<Place | undefined> {
    return this.#first(tenantId, findIncompletePlace, id);
  }

  ofVariable(tenantId: string, id: string): Promise<Place | undefined> {
    return this.#first(tenantId, findVariablePlace, id);
  }

  ofStore(tenantId: string, id: string): Promise<Place | undefined> {
    return this.#first(tenantId, findStorePlace, id);
  }

  async #first(tenantId: string, statement: Statement, id: string): Promise<Place | undefined> {
    const [place] = await this.database.withTenant(tenantId, (sql) => sql.query<Place>(statement, [tenantId, id]));
    return place;
  }
}
