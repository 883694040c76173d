import {
  rectificationContext,
  type rectificationOrdered,
  RECTIFIABLE_FIELDS,
  subjectRequestDetailsSchema,
} from '@ebbflow/contracts';
import { openPayload, TenantKeys } from '@ebbflow/crypto';
import { Personal } from '@ebbflow/kernel';
import type { ReceivedEvent } from '@ebbflow/messaging';
import { isUniqueViolation, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { EmailChangesRepository } from '../email-changes/email-changes.repository.ts';
import { BillingDetailsEntity } from '../plans/billing-details.entity.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { type StepResult, SubjectOrderSteps } from './subject-order-steps.repository.ts';

type Ordered = ReceivedEvent<z.infer<typeof rectificationOrdered.schema>>;
type Field = (typeof RECTIFIABLE_FIELDS)[number];

/** Columns of who pays, by field. */
const PAYER = {
  'payer-name': 'name',
  'payer-street': 'street',
  'payer-city': 'city',
  'payer-postal-code': 'postalCode',
} as const satisfies Record<Exclude<Field, 'email'>, keyof BillingDetailsEntity>;

/** What is wrong in a person's account is set right. The newsletter's provider is told by its own job, which follows changed accounts. */
@Injectable()
export class AccountRectification {
  constructor(
    @Inject(SubjectOrderSteps) private readonly steps: SubjectOrderSteps,
    @Inject(EmailChangesRepository) private readonly emails: EmailChangesRepository,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(TenantKeys) private readonly keys: TenantKeys,
  ) {}

  async carryOut(scope: Ordered): Promise<void> {
    const event = scope;
    const { subject } = event.data;
    if (subject.kind !== 'user') return;
    const changes = new Map(((await this.#open(event)).changes ?? []).map(({ field, to }) => [field, to]));
    const email = changes.get('email');
    const holder = email === undefined ? undefined : await this.directory.ofUser(new Personal(email));
    const isTaken = holder !== undefined && holder.id !== subject.userId;
    if (isTaken) return this.#refuse(event, 'address-taken');
    if (changes.size === 0) return this.#refuse(event, 'nothing-to-change');
    try {
      await this.steps.once(event, 'rectification', (manager, sql) => this.#change(manager, sql, event, changes));
    } catch (thrown) {
      // Somebody else took the address between the question and the change.
      if (!isUniqueViolation(thrown, 'user_email_key')) throw thrown;
      await this.#refuse(event, 'address-taken');
    }
  }

  async #change(
    manager: EntityManager,
    sql: SqlClient,
    { data: { tenantId, subject } }: Ordered,
    changes: ReadonlyMap<Field, string>,
  ): Promise<StepResult> {
    const counts = { account: 0, payer: 0 };
    const email = changes.get('email');
    if (email !== undefined && subject.kind === 'user') {
      const person = { tenantId, userId: subject.userId };
      if (!(await this.emails.rectify(manager, sql, person, new Personal(email))))
        return { outcome: 'refused', reason: 'account-gone', counts };
      counts.account = 1;
    }
    const payer = Object.entries(PAYER).flatMap(([field, column]) => {
      const to = changes.get(field as Field);
      return to === undefined ? [] : [[column, to]];
    });
    if (payer.length > 0) {
      const { affected } = await manager.update(
        BillingDetailsEntity,
        { tenantId },
        Object.fromEntries(payer) as object,
      );
      if (affected !== 1) return { outcome: 'refused', reason: 'nobody-pays', counts };
      counts.payer = payer.length;
    }
    return { outcome: 'done', counts };
  }

  async #open({ data: { tenantId, requestId, details } }: Ordered) {
    const bytes = 'bytes' in details ? Buffer.from(details.bytes, 'base64') : Buffer.alloc(0);
    const key = await this.keys.version(tenantId, details.keyVersion);
    const plain = openPayload(key, rectificationContext(tenantId, requestId), bytes);
    return subjectRequestDetailsSchema.parse(JSON.parse(plain.toString('utf8')));
  }

  #refuse(event: Ordered, reason: string): Promise<void> {
    return this.steps.once(event, 'rectification', () => Promise.resolve({ outcome: 'refused', reason, counts: {} }));
  }
}
