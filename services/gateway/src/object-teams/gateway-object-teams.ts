import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { type NamedObjects, type ObjectTeams, ScenarioPlaces } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { findHook, type HookRecord } from '../hooks/find-hook.sql.ts';
import { HookNotFoundError } from '../hooks/hooks.errors.ts';

/** A hook, and what it received, is where its scenario is. */
@Injectable()
export class GatewayObjectTeams implements ObjectTeams {
  readonly named: NamedObjects;

  constructor(@Inject(Database) database: Database, @Inject(ScenarioPlaces) places: ScenarioPlaces) {
    this.named = {
      hookId: {
        placeOf: async (tenantId, id) => {
          if (!isId('hok', id)) return undefined;
          const [hook] = await database.withTenant(tenantId, (sql) => sql.query<HookRecord>(findHook, [tenantId, id]));
          return hook && places.find(tenantId, hook.scenarioId);
        },
        notFound: (id) => new HookNotFoundError(id),
      },
    };
  }
}
