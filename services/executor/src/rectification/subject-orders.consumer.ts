import {
  executorSubjectStepDone,
  rectificationContext,
  rectificationOrdered,
  restrictionChanged,
  subjectRequestDetailsSchema,
  type SubjectStepDone,
} from '@ebbflow/contracts';
import { openPayload, TenantKeys } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BatchConsumer, createEvent, Inbox, Outbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { countRestrictedRuns } from '../restriction/count-restricted-runs.sql.ts';
import { restrictTenant } from '../restriction/restrict-tenant.sql.ts';
import { RecordRectification } from './record-rectification.ts';

type Rectification = ReceivedEvent<z.infer<typeof rectificationOrdered.schema>>;
type Restriction = ReceivedEvent<z.infer<typeof restrictionChanged.schema>>;
type Done = Pick<SubjectStepDone, 'step' | 'counts'>;

/** What retention orders about an organisation and people in its data. Of people with an account identity is the one that has something. */
@Injectable()
export class SubjectOrdersConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly outbox: Outbox,
    private readonly keys: TenantKeys,
    private readonly records: RecordRectification,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A run that goes on when the restriction comes finishes its step, and is not taken up again before it ends. */
  @BatchConsumer(restrictionChanged, { group: 'executor' })
  async restrict(events: Restriction[]): Promise<void> {
    for (const event of events) {
      const { tenantId, subject, isRestricted } = event.data;
      if (subject.kind !== 'organisation') continue;
      await this.#once(event, async (sql) => {
        await sql.query(restrictTenant, [tenantId, isRestricted ? this.clock.now() : null]);
        const [runs] = await sql.query<{ count: number }>(countRestrictedRuns, [tenantId]);
        return { step: 'restriction', counts: { runs: runs?.count ?? 0 } };
      });
    }
  }

  @BatchConsumer(rectificationOrdered, { group: 'executor' })
  async rectify(events: Rectification[]): Promise<void> {
    for (const event of events) {
      if (event.data.subject.kind !== 'data-subject') continue;
      // Record by record, in transactions of their own; the same when it comes again.
      const records = await this.records.rectify(event.data.tenantId, await this.#corrections(event));
      await this.#once(event, () => Promise.resolve({ step: 'rectification', counts: { records } }));
    }
  }

  async #corrections({ data: { tenantId, requestId, details } }: Rectification) {
    const bytes = 'bytes' in details ? Buffer.from(details.bytes, 'base64') : Buffer.alloc(0);
    const key = await this.keys.version(tenantId, details.keyVersion);
    const plain = openPayload(key, rectificationContext(tenantId, requestId), bytes);
    return subjectRequestDetailsSchema.parse(JSON.parse(plain.toString('utf8'))).values ?? [];
  }

  async #once(event: Rectification | Restriction, work: (sql: SqlClient) => Promise<Done>): Promise<void> {
    const { tenantId, requestId } = event.data;
    await this.database.withTenant(tenantId, async (sql) => {
      if ((await this.inbox.claim(sql, 'executor', [event])).length === 0) return;
      const done = { tenantId, requestId, outcome: 'done' as const, ...(await work(sql)) };
      const context = { tenantId, subject: requestId, clock: this.clock };
      await this.outbox.append(sql, [createEvent(executorSubjectStepDone, done, context)]);
    });
  }
}
