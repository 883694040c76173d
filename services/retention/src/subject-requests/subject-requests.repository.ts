import {
  retentionAuditRecorded,
  type SubjectRequestState,
  type SubjectRequestStep,
  type SubjectRequestType,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { createEvent, Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, type QueryDeepPartialEntity } from 'typeorm';
import { SubjectExportEntity } from '../subject-exports/subject-export.entity.ts';
import { SubjectRequestEntity } from './subject-request.entity.ts';
import { type StepFacts, SubjectRequestStepEntity } from './subject-request-step.entity.ts';

const UNDER_WAY: readonly SubjectRequestState[] = ['unverified', 'open', 'in-progress'];

export interface NewStep {
  readonly step: SubjectRequestStep;
  /** `usr_…`, `operator`, `odc_…` of a controller, or `system`. */
  readonly by: string;
  readonly facts?: StepFacts;
}

export interface RequestChange {
  /** Only if it is in one of these states; else nothing happens. */
  readonly from: readonly SubjectRequestState[];
  readonly to?: QueryDeepPartialEntity<SubjectRequestEntity>;
  readonly steps: readonly NewStep[];
  readonly events?: readonly OutboxEvent[];
  /** A file is wanted. */
  readonly wantsExport?: boolean;
  /** Changed with it, in the same transaction. */
  readonly within?: (manager: EntityManager) => Promise<void>;
  /** Asked first, within the transaction: has this been done already? */
  readonly isNew?: (sql: SqlClient) => Promise<boolean>;
}

type NoteableChange = Pick<RequestChange, 'steps' | 'events' | 'wantsExport'>;

export interface RequestFilter {
  readonly state?: SubjectRequestState | undefined;
  readonly type?: SubjectRequestType | undefined;
  readonly userId?: string;
}

/** Requests of one organisation at a time. Each change, its step, its audit entry and what it sets going are one transaction. */
@Injectable()
export class SubjectRequestsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when one like it is under way: of two at once one gets through. */
  insert(tenantId: string, request: SubjectRequestEntity, change: NoteableChange): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const insert = manager.createQueryBuilder().insert().into(SubjectRequestEntity).orIgnore().returning('id');
      const { raw } = (await insert.values(request).execute()) as { raw: unknown[] };
      if (raw.length === 0) return false;
      await this.#note(manager, sql, request, change);
      return true;
    });
  }

  /** Undefined when it is not there or in another state by now. */
  change(tenantId: string, id: string, change: RequestChange): Promise<SubjectRequestEntity | undefined> {
    const { from, to = {}, isNew = () => Promise.resolve(true), within } = change;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      if (!(await isNew(sql))) return undefined;
      const where = { tenantId, id, state: In([...from]) };
      // Also where no field changes: the row is locked, and the state is what it was when the step is written.
      const { affected } = await manager.update(SubjectRequestEntity, where, { tenantId, ...to });
      if (affected !== 1) return undefined;
      const row = await manager.findOneByOrFail(SubjectRequestEntity, { tenantId, id });
      await within?.(manager);
      await this.#note(manager, sql, row, change);
      return row;
    });
  }

  find(tenantId: string, id: string): Promise<SubjectRequestEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(SubjectRequestEntity, { tenantId, id }),
    );
  }

  findUnderWay(
    tenantId: string,
    type: SubjectRequestType,
    subjectDigest: Buffer,
  ): Promise<SubjectRequestEntity | null> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(SubjectRequestEntity, { tenantId, type, subjectDigest, state: In([...UNDER_WAY]) }),
    );
  }

  findOfController(tenantId: string, controllerId: string, controllerRequestId: string) {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(SubjectRequestEntity, { tenantId, controllerId, controllerRequestId }),
    );
  }

  /** Restrictions that hold, of this subject. */
  async isRestricted(tenantId: string, subjectDigest: Buffer): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.existsBy(SubjectRequestEntity, {
        ...{ tenantId, subjectDigest, type: 'restriction', isRestricted: true },
        state: In(['in-progress', 'completed']),
      }),
    );
  }

  async #note(
    manager: EntityManager,
    sql: SqlClient,
    { tenantId, id, type }: SubjectRequestEntity,
    { steps, events = [], wantsExport = false }: NoteableChange,
  ): Promise<void> {
    const at = this.clock.now();
    const rows = steps.map((step) => ({ tenantId, requestId: id, at, facts: {}, ...step }));
    await manager.insert(SubjectRequestStepEntity, rows);
    if (wantsExport) {
      const wanted = { state: 'wanted' as const, blobIds: [], attempts: 0, dueAt: at, createdAt: at };
      await manager.insert(SubjectExportEntity, { tenantId, id: newId('sbx'), requestId: id, ...wanted });
    }
    const audited = steps.map(({ step, by }) =>
      createEvent(
        retentionAuditRecorded,
        {
          tenantId,
          actor: actorOf(by),
          action: `subject-request.${step}`,
          object: { kind: 'subject-request', id },
          facts: { type },
        },
        { tenantId, subject: id, clock: this.clock },
      ),
    );
    await this.outbox.append(sql, [...audited, ...events]);
  }
}

/** As the audit log names who did it. */
function actorOf(by: string): { kind: 'user' | 'api-token' | 'system'; id: string | null } {
  if (by.startsWith('usr_')) return { kind: 'user', id: by };
  return { kind: by === 'operator' ? 'api-token' : 'system', id: null };
}
