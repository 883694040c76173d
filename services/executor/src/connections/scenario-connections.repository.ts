import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { connectionReferences } from '../scenarios/activation/connection-references.policy.ts';
import { readVersion } from '../scenarios/read-version.ts';
import { findScenariosNaming } from './find-scenarios-naming.sql.ts';

/** A module of a published version that works with a connection. */
export interface ConnectionUse {
  readonly scenarioId: string;
  readonly moduleId: number;
  readonly isActive: boolean;
}

/** Which scenarios work with a connection. */
@Injectable()
export class ScenarioConnections {
  constructor(private readonly database: Database) {}

  async of(tenantId: string, connectionId: string): Promise<ConnectionUse[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ scenarioId: string; isActive: boolean; blueprint: unknown }>(findScenariosNaming, [
        tenantId,
        connectionId,
      ]),
    );
    return rows.flatMap(({ scenarioId, isActive, blueprint }) =>
      connectionReferences(readVersion(blueprint).blueprint)
        .filter((reference) => reference.connectionId === connectionId)
        .map(({ moduleId }) => ({ scenarioId, moduleId, isActive })),
    );
  }
}
