import { Inject, Injectable } from '@nestjs/common';
import {
  deliveryRequestContext,
  type DeliveryList,
  hookRequestSchema,
  type listDeliveriesSchema,
  type OpenDelivery,
} from '@ebbflow/contracts';
import { openPayload, PeriodKeys } from '@ebbflow/crypto';
import { isId } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import { HookSettingsService } from '../hooks/hook-settings.service.ts';
import { KeptDeliveries } from '../lifetimes/kept-deliveries.ts';
import { deleteDelivery } from './delete-delivery.sql.ts';
import { DeliveryConfidentialError, DeliveryErasedError, DeliveryNotFoundError } from './deliveries.errors.ts';
import { findLastLookedAt } from './find-last-looked-at.sql.ts';
import type { StoredDelivery } from './find-deliveries.sql.ts';
import { listDeliveries } from './list-deliveries.sql.ts';
import { listHeld } from './list-held.sql.ts';
import { StoredDeliveriesService } from './stored-deliveries.service.ts';

type Page = z.infer<typeof listDeliveriesSchema>;

interface ListedRow extends Omit<DeliveryList['items'][number], 'receivedAt' | 'expiresAt'> {
  readonly receivedAt: Date;
}

/** Sorts behind every id. */
const AFTER_ALL = 'dlv_~';

/** What a hook has received, for those it belongs to. */
@Injectable()
export class DeliveryInspectionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StoredDeliveriesService) private readonly stored: StoredDeliveriesService,
    @Inject(KeptDeliveries) private readonly kept: KeptDeliveries,
    @Inject(HookSettingsService) private readonly hooks: HookSettingsService,
    @Inject(PeriodKeys) private readonly keys: PeriodKeys,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** @throws HookNotFoundError */
  async list(tenantId: string, hookId: string, { cursor, limit, state }: Page): Promise<DeliveryList> {
    const { scenarioId } = await this.hooks.find(tenantId, hookId);
    const expiresAt = await this.kept.expiries(tenantId, scenarioId);
    const isQueue = state === 'held';
    const after = isId('dlv', cursor) ? cursor : isQueue ? '' : AFTER_ALL;
    const values = [tenantId, hookId, after, limit + 1, ...this.kept.window()];
    return this.database.withTenant(tenantId, async (sql) => {
      const rows = await sql.query<ListedRow>(isQueue ? listHeld : listDeliveries, values);
      const items = rows.slice(0, limit).map(({ receivedAt, ...row }) => ({
        ...row,
        receivedAt: receivedAt.toISOString(),
        expiresAt: expiresAt(receivedAt),
      }));
      if (rows.length > limit) return { items, nextCursor: items.at(-1)?.id ?? null };
      const [last] = isQueue ? [] : await sql.query<{ id: string }>(findLastLookedAt, [tenantId, after]);
      return { items, nextCursor: last?.id ?? null };
    });
  }

  /** @throws HookNotFoundError, DeliveryNotFoundError, DeliveryConfidentialError, DeliveryErasedError, KeyDestroyedError, GoneByLifetimeError */
  async open(tenantId: string, hookId: string, deliveryId: string): Promise<OpenDelivery> {
    const { confidential } = await this.hooks.find(tenantId, hookId);
    if (confidential) throw new DeliveryConfidentialError(hookId);
    const row = await this.#find(tenantId, hookId, deliveryId);
    const sealed = await this.#sealedBytes(tenantId, row);
    const key = await this.keys.toOpen(tenantId, sealed);
    const plain = openPayload(key, deliveryRequestContext(tenantId, deliveryId), sealed);
    const request = hookRequestSchema.parse(JSON.parse(plain.toString('utf8')));
    const { receivedAt, scenarioId } = row;
    const expiresAt = (await this.kept.expiries(tenantId, scenarioId))(receivedAt);
    return { id: deliveryId, receivedAt: receivedAt.toISOString(), expiresAt, request };
  }

  /** Physically, blob first. Idempotent. @throws HookNotFoundError */
  async delete(tenantId: string, hookId: string, deliveryId: string): Promise<void> {
    await this.hooks.find(tenantId, hookId);
    const row = await this.#find(tenantId, hookId, deliveryId).catch((thrown: unknown) => {
      if (thrown instanceof DeliveryNotFoundError) return undefined;
      throw thrown;
    });
    if (row?.requestBlob) await this.blobs.delete(tenantId, row.requestBlob);
    await this.database.withTenant(tenantId, (sql) => sql.query(deleteDelivery, [tenantId, hookId, deliveryId]));
  }

  async #find(tenantId: string, hookId: string, deliveryId: string): Promise<StoredDelivery> {
    const row = await this.stored.find(tenantId, deliveryId);
    if (row.hookId !== hookId) throw new DeliveryNotFoundError(deliveryId);
    return row;
  }

  async #sealedBytes(tenantId: string, { id, requestSealed, requestBlob }: StoredDelivery): Promise<Buffer> {
    if (requestSealed !== null) return requestSealed;
    if (requestBlob === null) throw new DeliveryErasedError(id);
    return this.blobs.get(tenantId, requestBlob);
  }
}
