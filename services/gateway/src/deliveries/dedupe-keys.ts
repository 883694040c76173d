import type { SqlClient } from '@ebbflow/persistence';
import { claimDedupeKeys } from './claim-dedupe-keys.sql.ts';
import type { Delivery } from './delivery.ts';
import { findDedupeKeys } from './find-dedupe-keys.sql.ts';

interface KnownKey {
  readonly hookId: string;
  readonly mac: Buffer;
  readonly deliveryId: string;
}

/**
 * Of deliveries with dedupe keys, those that are copies, with the id of the first each. In the transaction that stores the others: a
 * key is remembered exactly if its delivery is.
 */
export async function findCopies(
  sql: SqlClient,
  batch: readonly Delivery[],
  now: Date,
): Promise<ReadonlyMap<Delivery, string>> {
  const firsts = new Map<string, Delivery>();
  const keyed = batch.filter(({ dedupe }) => dedupe !== undefined);
  for (const delivery of keyed) if (!firsts.has(slotOf(delivery))) firsts.set(slotOf(delivery), delivery);
  if (firsts.size === 0) return new Map();
  const losers = await claim(sql, [...firsts.values()], now);
  const known = await find(sql, losers);
  const copies = new Map<Delivery, string>();
  for (const delivery of keyed) {
    const slot = slotOf(delivery);
    const firstId = known.get(slot) ?? firsts.get(slot)?.id;
    if (firstId !== undefined && firstId !== delivery.id) copies.set(delivery, firstId);
  }
  return copies;
}

/** Those whose key somebody else has. */
async function claim(sql: SqlClient, firsts: readonly Delivery[], now: Date): Promise<readonly Delivery[]> {
  const won = await sql.query<{ id: string }>(claimDedupeKeys, [
    ...slotColumns(firsts),
    firsts.map(({ id }) => id),
    firsts.map(({ dedupe }) => dedupe?.expiresAt.toISOString()),
    now,
  ]);
  const winners = new Set(won.map(({ id }) => id));
  return firsts.filter(({ id }) => !winners.has(id));
}

async function find(sql: SqlClient, losers: readonly Delivery[]): Promise<ReadonlyMap<string, string>> {
  if (losers.length === 0) return new Map();
  const rows = await sql.query<KnownKey>(findDedupeKeys, slotColumns(losers));
  return new Map(rows.map(({ hookId, mac, deliveryId }) => [`${hookId}/${mac.toString('hex')}`, deliveryId]));
}

function slotColumns(batch: readonly Delivery[]): unknown[] {
  return [
    batch.map(({ hook }) => hook.tenantId),
    batch.map(({ hook }) => hook.id),
    batch.map(({ dedupe }) => dedupe?.mac),
  ];
}

function slotOf({ hook, dedupe }: Delivery): string {
  return `${hook.id}/${dedupe?.mac.toString('hex') ?? ''}`;
}
