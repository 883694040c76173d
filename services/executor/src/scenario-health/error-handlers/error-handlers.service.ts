import type { ErrorHandler } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { ScenarioNotFoundError } from '../../scenarios/scenarios.errors.ts';
import { BadErrorHandlerError } from '../scenario-health.errors.ts';
import { dropErrorHandler } from './drop-error-handler.sql.ts';
import { getErrorHandler } from './get-error-handler.sql.ts';
import { setErrorHandler } from './set-error-handler.sql.ts';

/** Which scenario is started when another one fails. */
@Injectable()
export class ErrorHandlersService {
  constructor(private readonly database: Database) {}

  /** @throws ScenarioNotFoundError */
  async get(tenantId: string, scenarioId: string): Promise<ErrorHandler> {
    if (!isId('scn', scenarioId)) throw new ScenarioNotFoundError();
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ handlerId: string | null }>(getErrorHandler, [tenantId, scenarioId]),
    );
    if (!row) throw new ScenarioNotFoundError();
    return { scenarioId: row.handlerId };
  }

  /** @throws ScenarioNotFoundError, BadErrorHandlerError */
  async set(tenantId: string, scenarioId: string, handlerId: string | null): Promise<ErrorHandler> {
    await this.get(tenantId, scenarioId);
    if (handlerId === null) {
      await this.database.withTenant(tenantId, (sql) => sql.query(dropErrorHandler, [tenantId, scenarioId]));
      return { scenarioId: null };
    }
    if (handlerId === scenarioId) throw new BadErrorHandlerError('A scenario cannot handle its own errors.');
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query(setErrorHandler, [tenantId, scenarioId, handlerId]),
    );
    if (rows.length === 0) throw new BadErrorHandlerError('There is no scenario with this id in the same team.');
    return { scenarioId: handlerId };
  }
}
