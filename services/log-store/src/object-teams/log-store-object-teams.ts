import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { type NamedObjects, type ObjectTeams, ScenarioPlaces } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { RunNotFoundError } from '../runs/runs.errors.ts';
import { findRunScenario } from './find-run-scenario.sql.ts';

/** A finished run is where its scenario is now; one whose scenario was deleted is for those who may see all of the organisation. */
@Injectable()
export class LogStoreObjectTeams implements ObjectTeams {
  readonly named: NamedObjects;

  constructor(@Inject(Database) database: Database, @Inject(ScenarioPlaces) places: ScenarioPlaces) {
    const scenarioOf = async (tenantId: string, runId: string): Promise<string | undefined> => {
      if (!isId('run', runId)) return undefined;
      const rows = await database.withTenant(tenantId, (sql) =>
        sql.query<{ scenarioId: string }>(findRunScenario, [tenantId, runId]),
      );
      return rows[0]?.scenarioId;
    };
    const notFound = () => new RunNotFoundError();
    this.named = {
      scenarioId: { placeOf: (tenantId, id) => places.find(tenantId, id), notFound },
      runId: {
        placeOf: async (tenantId, id) => {
          const scenarioId = await scenarioOf(tenantId, id);
          return scenarioId === undefined ? undefined : places.find(tenantId, scenarioId);
        },
        notFound,
      },
    };
  }
}
