import type { SubjectRequest, SubjectRequestDetails, SubjectRequestList } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { listRequestExports, type RequestExportRow } from './list-request-exports.sql.ts';
import { listRequests, listRequestsToSee } from './list-requests.sql.ts';
import { listSteps, type StepRow } from './list-steps.sql.ts';
import { locateRequest } from './locate-request.sql.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import type { RequestFilter } from './subject-requests.repository.ts';

/** Whose requests: one organisation's, or everybody's, which only staff and jobs see. */
export type ReadScope = { readonly tenantId: string } | 'everybody';

export interface RequestQuery extends RequestFilter {
  readonly id?: string;
  /** Leaves out requests of people about their own accounts: they are between them and the operator. */
  readonly isWithoutUsers?: boolean;
  readonly before?: string | undefined;
  readonly most: number;
}

/** Requests as they are shown, with their steps and files. */
@Injectable()
export class RequestReads {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(scope: ReadScope, query: RequestQuery): Promise<{ row: SubjectRequestEntity; shown: SubjectRequest }[]> {
    const { id, state, type, userId, isWithoutUsers = false, before, most } = query;
    const values = [id ?? null, state ?? null, type ?? null, userId ?? null, isWithoutUsers, before ?? null, most];
    return this.#within(scope, async (sql) => {
      const rows = await sql.query<SubjectRequestEntity>(listRequests, values);
      return this.#shown(sql, rows);
    });
  }

  async show(row: SubjectRequestEntity, asked?: SubjectRequestDetails): Promise<SubjectRequest> {
    const [found] = await this.#within({ tenantId: row.tenantId }, (sql) => this.#shown(sql, [row]));
    return { ...(found?.shown as SubjectRequest), ...(asked && { asked }) };
  }

  /** The organisation a request belongs to, for staff. */
  async locate(id: string): Promise<string | undefined> {
    const rows = await this.database.asWorker((sql) => sql.query<{ tenant_id: string }>(locateRequest, [id]));
    return rows[0]?.tenant_id;
  }

  toSee(by: { unverifiedSince: Date; dueBefore: Date; remindedBefore: Date; begunBefore: Date; most: number }) {
    const values = [this.clock.now(), by.unverifiedSince, by.dueBefore, by.remindedBefore, by.most, by.begunBefore];
    return this.database.asWorker((sql) => sql.query<SubjectRequestEntity>(listRequestsToSee, values));
  }

  #within<T>(scope: ReadScope, work: (sql: SqlClient) => Promise<T>): Promise<T> {
    return scope === 'everybody' ? this.database.asWorker(work) : this.database.withTenant(scope.tenantId, work);
  }

  async #shown(sql: SqlClient, rows: readonly SubjectRequestEntity[]) {
    const keys = [rows.map(({ tenantId }) => tenantId), rows.map(({ id }) => id)];
    const now = this.clock.now();
    const steps = Map.groupBy(await sql.query<StepRow>(listSteps, keys), (step) => step.request_id);
    const files = await sql.query<RequestExportRow>(listRequestExports, [...keys, now]);
    const fileOf = new Map(files.map((file) => [file.request_id, file]));
    return rows.map((row) => ({ row, shown: shownRequest(row, steps.get(row.id) ?? [], fileOf.get(row.id), now) }));
  }
}

function shownRequest(
  row: SubjectRequestEntity,
  steps: readonly StepRow[],
  file: RequestExportRow | undefined,
  now: Date,
): SubjectRequest {
  const { id, type, state, role, channel, tenantId, userId, valueCount, dueAt, closedAt } = row;
  const { extensionReason, extendedAt, denialReason, denialGround } = row;
  return {
    ...{ id, type, state, role, channel },
    subject: { kind: row.subjectKind, organisationId: tenantId, userId, valueCount },
    receivedAt: row.receivedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    isOverdue: dueAt !== null && (closedAt ?? now) > dueAt,
    extension:
      extensionReason === null || extendedAt === null
        ? null
        : { reason: extensionReason, toldAt: extendedAt.toISOString() },
    denial: denialReason === null ? null : { reason: denialReason, ground: denialGround ?? '' },
    export: file
      ? {
          readyAt: file.ready_at.toISOString(),
          expiresAt: file.expires_at.toISOString(),
          sizeBytes: Number(file.size_bytes),
        }
      : null,
    erasureId: row.erasureId,
    certificateId: row.certificateId,
    isRestricted: row.isRestricted,
    closedAt: closedAt?.toISOString() ?? null,
    asked: null,
    timeline: steps.map(({ at, step, by, facts }) => ({ at: at.toISOString(), step, by: by ?? 'erased', facts })),
  };
}

/** One more than the page was asked for, so that the last one is known to be the last. */
export function pageOf(found: readonly { readonly shown: SubjectRequest }[], limit: number): SubjectRequestList {
  const items = found.slice(0, limit).map(({ shown }) => shown);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
