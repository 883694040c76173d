import { accountingRecordsRemovedSchema, accountingRecordsSchema, accountingSummarySchema } from '@ebbflow/contracts';
import { holdGround, type HoldGround, type RecordId, retentionPolicy } from '@ebbflow/policy';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { Hold } from '../holds/hold.ts';
import { HeldRecordsRepository } from './held-records.repository.ts';

/** What is kept of an organisation for its books, by store. */
export interface TakenOver {
  readonly ground: HoldGround;
  /** `identity.invoice` → how many. */
  readonly counts: Readonly<Record<string, number>>;
  /** When the last of them goes; null when there were none. */
  readonly until: Date | null;
}

/**
 * The law keeps an organisation's accounting documents by itself: nobody sets this hold, and nobody releases it. When the organisation is
 * erased they move to the restricted store with nothing but the fields `holds.yaml` names. First stored here, then deleted at identity, a
 * few hundred at a time: cut off anywhere it is asked for again and goes on, and a document is never in neither place.
 */
@Injectable()
export class AccountingHold {
  readonly #ground = holdGround('accounting');

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(HeldRecordsRepository) private readonly held: HeldRecordsRepository,
  ) {}

  /** What an erasure of this organisation would leave; undefined when there are no such documents. */
  async find(tenantId: string): Promise<Hold | undefined> {
    const { records } = await this.client.call('identity', 'GET', `${addressOf(tenantId)}/summary`, {
      schema: accountingSummarySchema,
    });
    const there = records.filter(({ count }) => count > 0);
    if (there.length === 0) return undefined;
    const { law, article, reason, records: held } = this.#ground;
    const ends = there.map(({ record, newestAt }) => endOf(record as RecordId, new Date(newestAt ?? 0)).getTime());
    return {
      ...{ id: this.#ground.id, kind: 'statutory', subjectKind: 'organisation', ground: { law, article, reason } },
      scope: {
        stores: there.map(({ record }) => storeOf(record as RecordId)),
        fields: [...new Set(held.flatMap(({ fields }) => fields))],
      },
      until: new Date(Math.max(...ends)),
    };
  }

  /** Moves them, and deletes what the law does not ask for. Safe to repeat. */
  async takeOver(tenantId: string): Promise<TakenOver> {
    const counts: Record<string, number> = {};
    let until = 0;
    for (;;) {
      const { items } = await this.client.call('identity', 'GET', addressOf(tenantId), {
        schema: accountingRecordsSchema,
      });
      const records = items.map(({ record, id, fields, writtenAt }) => ({
        ...{ record, id, fields },
        until: endOf(record as RecordId, new Date(writtenAt)),
      }));
      if (records.length > 0) await this.held.keep(this.#ground.id, records);
      await this.client.call('identity', 'POST', `${addressOf(tenantId)}/removals`, {
        body: { ids: records.map(({ id }) => id), isAll: records.length === 0 },
        schema: accountingRecordsRemovedSchema,
      });
      if (records.length === 0) return { ground: this.#ground, counts, until: until === 0 ? null : new Date(until) };
      for (const { record, until: end } of records) {
        const store = storeOf(record as RecordId);
        counts[store] = (counts[store] ?? 0) + 1;
        until = Math.max(until, end.getTime());
      }
    }
  }
}

function addressOf(tenantId: string): string {
  return `/internal/v1/accounting-records/${encodeURIComponent(tenantId)}`;
}

function storeOf(record: RecordId): string {
  return `identity.${retentionPolicy().record(record).table}`;
}

/** The lifetime counts from the end of the year in which the document was written. */
function endOf(record: RecordId, writtenAt: Date): Date {
  const yearAfter = Date.UTC(writtenAt.getUTCFullYear() + 1, 0, 1);
  return new Date(yearAfter + retentionPolicy().record(record).ttl.milliseconds);
}
