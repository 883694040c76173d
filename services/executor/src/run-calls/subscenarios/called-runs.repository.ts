import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { QueueBell } from '../../runs/queue-bell.ts';
import { type NewRun, RunStarts } from '../../runs/start/run-starts.ts';
import { callChain } from '../sql/call-chain.sql.ts';
import { findCalledRun } from '../sql/find-called-run.sql.ts';
import { type CallLink, DEEPEST_CALL } from './call-rules.policy.ts';

export interface CalledRun {
  readonly id: string;
  readonly created_at: Date;
}

/** Runs that other runs of one tenant asked for. */
@Injectable()
export class CalledRunsRepository {
  constructor(
    private readonly database: Database,
    private readonly starts: RunStarts,
    private readonly bell: QueueBell,
  ) {}

  async find(tenantId: string, requestKey: string): Promise<CalledRun | undefined> {
    const [run] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<CalledRun>(findCalledRun, [tenantId, requestKey]),
    );
    return run;
  }

  /** The run itself first. */
  chain(tenantId: string, runId: string): Promise<CallLink[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<CallLink>(callChain, [tenantId, runId, DEEPEST_CALL]));
  }

  /** Nothing happens where its request key has a run already. */
  async insert(tenantId: string, run: Omit<NewRun, 'tenantId'>): Promise<void> {
    await this.database.withTenant(tenantId, async (sql) => {
      await this.starts.start(sql, [{ ...run, tenantId }]);
      sql.afterCommit(() => this.bell.ring());
    });
  }
}
