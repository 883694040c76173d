import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { findCallable } from './sql/find-callable.sql.ts';

export interface CallableScenario {
  readonly id: string;
  /** The version that runs. */
  readonly version: number;
  readonly is_active: boolean;
  readonly team_id: string | null;
  /** Null where none was ever decided. */
  readonly schedule_type: string | null;
}

/** What a caller must know of a scenario before it is started. */
@Injectable()
export class CallableScenariosRepository {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, scenarioId: string): Promise<CallableScenario | undefined> {
    if (!isId('scn', scenarioId)) return undefined;
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<CallableScenario>(findCallable, [tenantId, scenarioId]),
    );
    return row;
  }
}
