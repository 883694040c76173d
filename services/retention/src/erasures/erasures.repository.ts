import type { ErasureCounts, ErasurePhase, ErasureState } from '@ebbflow/contracts';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { ErasureRow, NewErasure, StepRow } from './erasure.ts';
import { subjectId } from './erasure-subject.policy.ts';
import { addStepCounts } from './sql/add-step-counts.sql.ts';
import { findErasure, findErasureUnderWay } from './sql/find-erasure.sql.ts';
import { finishStep } from './sql/finish-step.sql.ts';
import { insertErasure } from './sql/insert-erasure.sql.ts';
import { keepSealed } from './sql/keep-sealed.sql.ts';
import { listErasures } from './sql/list-erasures.sql.ts';
import { listOpenErasures } from './sql/list-open-erasures.sql.ts';
import { listSteps } from './sql/list-steps.sql.ts';
import { moveErasure } from './sql/move-erasure.sql.ts';
import { noteScan } from './sql/note-scan.sql.ts';
import { openSteps } from './sql/open-steps.sql.ts';
import { withdrawErasure } from './sql/withdraw-erasure.sql.ts';

export interface Move {
  readonly from: ErasureState;
  readonly to: ErasureState;
  readonly approvedBy?: string;
  readonly approvedAt?: Date;
  readonly beginsAt?: Date;
  readonly shreddedAt?: Date;
  readonly deletedAt?: Date;
}

/** Rows of erasures and of what each service has answered; what is to be said of a change goes out with it. */
@Injectable()
export class ErasuresRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** False: an erasure of this subject is under way. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async insert(erasure: NewErasure, events: readonly OutboxEvent[]): Promise<boolean> {
    const { id, subject, sealed, digest, approval, by, requestId, counts, exceptions, plannedAt } = erasure;
    return this.database.asWorker(async (sql) => {
      const rows = await sql.query(insertErasure, [
        ...[id, subject.kind, subject.tenantId, subjectId(subject)],
        ...[subject.kind === 'user' ? (subject.memberOf ?? []) : null, sealed, digest, approval],
        ...[by.eyes, by.organisationId, requestId, JSON.stringify(counts), JSON.stringify(exceptions), plannedAt],
      ]);
      if (rows.length === 0) return false;
      await this.outbox.append(sql, events);
      return true;
    });
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async find(id: string): Promise<ErasureRow | undefined> {
    const [row] = await this.database.asWorker((sql) => sql.query<ErasureRow>(findErasure, [id]));
    return row;
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async findUnderWay(digest: string): Promise<string | undefined> {
    const [row] = await this.database.asWorker((sql) => sql.query<{ id: string }>(findErasureUnderWay, [digest]));
    return row?.id;
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  list(organisationId: string | null, { before, most }: { before: string; most: number }): Promise<ErasureRow[]> {
    return this.database.asWorker((sql) => sql.query<ErasureRow>(listErasures, [organisationId, before, most]));
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  listOpen(now: Date): Promise<ErasureRow[]> {
    return this.database.asWorker((sql) => sql.query<ErasureRow>(listOpenErasures, [now]));
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  steps(ids: readonly string[]): Promise<StepRow[]> {
    return this.database.asWorker((sql) => sql.query<StepRow>(listSteps, [ids]));
  }

  /** With what follows from it. False: somebody else moved it first. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async move(
    id: string,
    move: Move,
    then: { events: readonly OutboxEvent[]; open?: { phase: ErasurePhase; services: readonly string[]; at: Date } },
  ): Promise<boolean> {
    return this.database.asWorker(async (sql) => {
      const { from, to, approvedBy, approvedAt, beginsAt, shreddedAt, deletedAt } = move;
      const values = [approvedBy, approvedAt, beginsAt, shreddedAt, deletedAt].map((value) => value ?? null);
      if ((await sql.query(moveErasure, [id, from, to, ...values])).length === 0) return false;
      if (then.open !== undefined) await sql.query(openSteps, [id, then.open.phase, then.open.services, then.open.at]);
      await this.outbox.append(sql, then.events);
      return true;
    });
  }

  /** Sends the order once more to those who have not answered. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async sendAgain(
    id: string,
    { phase, services, at }: { phase: ErasurePhase; services: readonly string[]; at: Date },
    events: readonly OutboxEvent[],
  ): Promise<void> {
    await this.database.asWorker(async (sql) => {
      await sql.query(openSteps, [id, phase, services, at]);
      await this.outbox.append(sql, events);
    });
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async withdraw(id: string, at: Date, events: readonly OutboxEvent[]): Promise<boolean> {
    return this.database.asWorker(async (sql) => {
      if ((await sql.query(withdrawErasure, [id, at])).length === 0) return false;
      await this.outbox.append(sql, events);
      return true;
    });
  }

  /** Whether the answer was the first. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async finishStep(
    id: string,
    { phase, service, at, counts }: { phase: ErasurePhase; service: string; at: Date; counts: ErasureCounts },
  ): Promise<boolean> {
    const values = [id, phase, service, at, JSON.stringify(counts)];
    const rows = await this.database.asWorker((sql) => sql.query(finishStep, values));
    return rows.length > 0;
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async setStepCounts(id: string, phase: ErasurePhase, service: string, counts: ErasureCounts): Promise<void> {
    await this.database.asWorker((sql) => sql.query(addStepCounts, [id, phase, service, JSON.stringify(counts)]));
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async keepSealed(id: string, sealed: Buffer): Promise<void> {
    await this.database.asWorker((sql) => sql.query(keepSealed, [id, sealed]));
  }

  // eslint-disable-next-line ebbflow/tenant-scope-first -- an erasure outlives the organisation it is about, and staff plan it for others
  async noteScan(id: string): Promise<number> {
    const [row] = await this.database.asWorker((sql) => sql.query<{ scans: number }>(noteScan, [id]));
    return row?.scans ?? 0;
  }
}
