import { Inject, Injectable } from '@nestjs/common';
import type { KeptInput, RunTrigger, Sealed, selectedRunsSchema, selectRunsSchema } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Lifetimes } from '@ebbflow/service-host';
import type { z } from 'zod';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { RunNotFoundError } from '../runs/runs.errors.ts';
import { findKeptInput } from './find-kept-input.sql.ts';
import { InputGoneError, RunConfidentialError } from './kept-inputs.errors.ts';
import { selectRuns } from './select-runs.sql.ts';

interface KeptRow {
  readonly run_id: string;
  readonly scenario_id: string;
  readonly scenario_version: number;
  readonly trigger: RunTrigger;
  readonly confidential: boolean;
  readonly delivery_id: string | null;
  readonly input_run_id: string | null;
  readonly hook_id: string | null;
  readonly input_sealed: Buffer | null;
  readonly input_blob: string | null;
  readonly input_key_version: number | null;
}

/** What started the runs that are kept, for whoever does them again. Handed on as sealed as it came. */
@Injectable()
export class KeptInputsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Lifetimes) private readonly lifetimes: Lifetimes,
  ) {}

  /** @throws RunNotFoundError, RunConfidentialError, InputGoneError */
  async read(tenantId: string, runId: string): Promise<KeptInput> {
    if (!isId('run', runId)) throw new RunNotFoundError();
    const { oldest, now, longestDays } = this.lifetimes.window('execution-details');
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<KeptRow>(findKeptInput, [tenantId, runId, oldest, now, longestDays]),
    );
    if (!row) throw new RunNotFoundError();
    if (row.confidential) throw new RunConfidentialError();
    // Every run that is not confidential says whose input it had; those stored before that was kept do not.
    if (row.input_run_id === null) throw new InputGoneError();
    const input = inputOf(row);
    return {
      runId,
      scenarioId: row.scenario_id,
      scenarioVersion: row.scenario_version,
      trigger: row.trigger,
      inputRunId: row.input_run_id,
      ...(row.delivery_id === null ? {} : { deliveryId: row.delivery_id }),
      ...(row.hook_id === null ? {} : { hookId: row.hook_id }),
      ...(input === undefined ? {} : { input }),
    };
  }

  async select(asked: z.infer<typeof selectRunsSchema>): Promise<z.infer<typeof selectedRunsSchema>> {
    const { tenantId, scenarioId, status, from, to, cursor, limit } = asked;
    const { oldest, now, longestDays } = this.lifetimes.window('execution-details');
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ run_id: string; finished_at: Date }>(selectRuns, [
        tenantId,
        new Date(Math.max(from === undefined ? 0 : Date.parse(from), oldest.getTime())),
        to,
        scenarioId ?? null,
        status ?? null,
        after?.at ?? null,
        after?.id ?? null,
        limit + 1,
        now,
        longestDays,
      ]),
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      runIds: rows.slice(0, limit).map((row) => row.run_id),
      nextCursor: last ? writeCursor({ at: last.finished_at, id: last.run_id }) : null,
    };
  }
}

function inputOf(row: KeptRow): Sealed | undefined {
  const { input_key_version: keyVersion, input_sealed: sealed, input_blob: blob } = row;
  if (keyVersion === null) return undefined;
  if (sealed !== null) return { keyVersion, bytes: sealed.toString('base64') };
  return blob === null ? undefined : { keyVersion, blob };
}
