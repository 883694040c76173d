import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { connectionReferences } from '../scenarios/activation/connection-references.policy.ts';
import { readVersion } from '../scenarios/read-version.ts';
import { findVersionsNaming } from './find-versions-naming.sql.ts';

interface VersionRow {
  readonly scenarioId: string;
  readonly version: number;
  /** The one that runs now. */
  readonly isPublished: boolean;
  readonly isActive: boolean;
}

/** A module of a version that works with a connection. */
export interface ConnectionUse extends VersionRow {
  readonly moduleId: number;
}

/** Which scenarios work, or worked, with a connection. */
@Injectable()
export class ScenarioConnections {
  constructor(private readonly database: Database) {}

  async of(tenantId: string, connectionId: string): Promise<ConnectionUse[]> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<VersionRow & { blueprint: unknown }>(findVersionsNaming, [tenantId, connectionId]),
    );
    return rows.flatMap(({ blueprint, ...version }) =>
      connectionReferences(readVersion(blueprint).blueprint)
        .filter((reference) => reference.connectionId === connectionId)
        .map(({ moduleId }) => ({ ...version, moduleId })),
    );
  }
}
