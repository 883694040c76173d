import { Inject, Injectable } from '@nestjs/common';
import { locationErased } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore, Database, type SqlClient } from '@ebbflow/persistence';
import { deleteLocationDeliveries } from './delete-location-deliveries.sql.ts';
import { deleteLocationEvents } from './delete-location-events.sql.ts';
import { findClaimingRuns } from './find-claiming-runs.sql.ts';
import { setLocation } from './set-location.sql.ts';

/** Events in one transaction and deliveries in one message, so that both stay small however long a device was followed. */
const BATCH = 200;

interface Gone {
  readonly id: string;
  readonly scenarioId: string;
  readonly blob: string | null;
}

/**
 * Location is off until the device itself turns it on. Turned off, what was stored of it is deleted: first the switch, so that no more
 * comes; then rows and blobs here, in batches, each with the event by which the executor and the log store delete what came of
 * them. Locations lie in blobs only, so that the events that once carried them hold a reference to nothing.
 */
@Injectable()
export class DeviceLocationService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async turnOn(tenantId: string, deviceId: string): Promise<void> {
    await this.database.asWorker((sql) => sql.query(setLocation, [tenantId, deviceId, true]));
  }

  /** Resolves when nothing is left here and the others are told. When it throws the switch may be off already; it can be repeated. */
  async turnOff(tenantId: string, deviceId: string): Promise<void> {
    // A transaction of its own: the lock it waits for is the one under which batches of the device are stored.
    await this.database.asWorker((sql) => sql.query(setLocation, [tenantId, deviceId, false]));
    while (await this.database.asWorker((sql) => this.#erase(sql, tenantId, deviceId)));
  }

  /** False when there was nothing (any more). */
  async #erase(sql: SqlClient, tenantId: string, deviceId: string): Promise<boolean> {
    const events = await sql.query<{ deliveryIds: string[] }>(deleteLocationEvents, [tenantId, deviceId, BATCH]);
    if (events.length === 0) return false;
    const deliveryIds = events.flatMap((event) => event.deliveryIds);
    const runs = await sql.query<{ runId: string; scenarioId: string }>(findClaimingRuns, [tenantId, deliveryIds]);
    const gone = await sql.query<Gone>(deleteLocationDeliveries, [tenantId, deliveryIds]);
    // Before the commit: after a crash in between, the rows are found again and the blobs are gone already. The other order would
    // leave blobs nobody knows of.
    for (const { blob } of gone) if (blob !== null) await this.blobs.delete(tenantId, blob);
    await this.outbox.append(sql, this.#announce(tenantId, deviceId, gone, runs));
    return true;
  }

  /** One event a scenario: its key is the one under which the deliveries went out, so it comes after them everywhere. */
  #announce(
    tenantId: string,
    deviceId: string,
    gone: readonly Gone[],
    runs: readonly { runId: string; scenarioId: string }[],
  ): OutboxEvent[] {
    const scenarios = new Set([...gone, ...runs].map(({ scenarioId }) => scenarioId));
    return [...scenarios].map((scenarioId) =>
      createEvent(
        locationErased,
        {
          tenantId,
          scenarioId,
          deviceId,
          deliveryIds: gone.filter((each) => each.scenarioId === scenarioId).map(({ id }) => id),
          runIds: runs.filter((each) => each.scenarioId === scenarioId).map(({ runId }) => runId),
        },
        { tenantId, subject: deviceId, clock: this.clock },
      ),
    );
  }
}
