import { type RunOutputs, runOutputContext } from '@ebbflow/contracts';
import { openPayload, PeriodKeys } from '@ebbflow/crypto';
import { isId, type JsonObject } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { RunNotFoundError } from '../../runs/runs.errors.ts';
import { findOutputs } from '../sql/find-outputs.sql.ts';

interface OutputsRow {
  readonly state: RunOutputs['state'];
  readonly status: RunOutputs['status'];
  readonly outputs_sealed: Buffer | null;
  readonly key_version: number | null;
}

/** What runs returned, for as long as it is kept. */
@Injectable()
export class RunOutputsService {
  constructor(
    private readonly keys: PeriodKeys,
    private readonly database: Database,
  ) {}

  /** @throws RunNotFoundError */
  async get(tenantId: string, runId: string): Promise<RunOutputs> {
    const [row] = isId('run', runId)
      ? await this.database.withTenant(tenantId, (sql) => sql.query<OutputsRow>(findOutputs, [tenantId, runId]))
      : [];
    if (row === undefined) throw new RunNotFoundError();
    const { state, status, outputs_sealed: sealed, key_version: version } = row;
    if (sealed === null || version === null) return { runId, state, status, outputs: null };
    const key = await this.keys.toOpen(tenantId, sealed);
    const plain = openPayload(key, runOutputContext(tenantId, runId), sealed).toString('utf8');
    return { runId, state, status, outputs: JSON.parse(plain) as JsonObject };
  }
}
