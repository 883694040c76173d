import { Inject, Injectable } from '@nestjs/common';
import { type DeviceEvent, type DeviceEventsTaken, hookSettingsSchema, type HookRequest } from '@ebbflow/contracts';
import { CLOCK, type Clock, ExpectedError, newId } from '@ebbflow/kernel';
import { BLOB_STORE, type BlobStore, Database, type SqlClient } from '@ebbflow/persistence';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import type { Delivery } from '../deliveries/delivery.ts';
import { GuardedDeliveries } from '../deliveries/guarded-deliveries.ts';
import { isOver, type OpenHook } from '../hooks/hook.ts';
import { claimDeviceEvents } from './claim-device-events.sql.ts';
import type { PairedRow } from './device.ts';
import { LocationOffError, UnknownDeviceError } from './devices.errors.ts';
import { findDeviceHooks } from './find-device-hooks.sql.ts';
import { lockDevice } from './lock-device.sql.ts';

/** An event somebody watches, sealed for each of the hooks. */
interface Watched {
  readonly event: DeviceEvent;
  readonly deliveries: readonly Delivery[];
}

/**
 * Events of a device: all that a scenario watches become deliveries, in one transaction with the ids they are known by, so that a batch
 * that is sent again (and a device sends again whatever it has no answer to) becomes no second run. What nobody watches is not stored at all.
 */
@Injectable()
export class DeviceEventsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DeliveriesService) private readonly deliveries: DeliveriesService,
    @Inject(GuardedDeliveries) private readonly guarded: GuardedDeliveries,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws LocationOffError, QueueFullError: nothing is stored then; TransientError when the database or vault is away */
  async take(device: PairedRow, sent: readonly DeviceEvent[]): Promise<DeviceEventsTaken> {
    const events = [...new Map(sent.map((event) => [event.id, event])).values()];
    if (!device.isLocationOn) refuseLocations(events);
    const watched = await this.#seal(device, events);
    let fresh: readonly Watched[] = [];
    try {
      if (watched.length > 0) fresh = await this.#store(device, watched);
    } finally {
      const kept = new Set(fresh);
      for (const { deliveries } of watched.filter((each) => !kept.has(each))) await this.#dropBlobs(deliveries);
    }
    const known = new Set(watched.filter((each) => !fresh.includes(each)).map(({ event }) => event.id));
    const ids = events.map(({ id }) => id);
    return { accepted: ids.filter((id) => !known.has(id)), duplicates: ids.filter((id) => known.has(id)) };
  }

  async #seal(device: PairedRow, events: readonly DeviceEvent[]): Promise<Watched[]> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<OpenHook>(findDeviceHooks, [device.tenantId, device.id]),
    );
    // One that is over wants nothing any more; refused, the batch would be lost to the others too.
    const hooks = rows
      .map((row) => ({ ...row, settings: hookSettingsSchema.parse(row.settings) }))
      .filter((hook) => !isOver(hook, this.clock.nowMs()));
    const watched: Watched[] = [];
    for (const event of events) {
      const watching = hooks.filter(({ options }) => options.watch?.kinds.includes(event.kind));
      if (watching.length === 0) continue;
      const request = requestOf(device, event);
      const seal = (hook: OpenHook) =>
        this.deliveries.seal({
          deliveryId: newId('dlv', this.clock.nowMs()),
          hook,
          request,
          isApart: event.kind === 'location',
        });
      watched.push({ event, deliveries: await Promise.all(watching.map(seal)) });
    }
    return watched;
  }

  /** Answers those that were new. */
  async #store(device: PairedRow, watched: readonly Watched[]): Promise<readonly Watched[]> {
    await this.deliveries.ensureDays(watched.flatMap(({ deliveries }) => deliveries));
    return this.database.asWorker(async (sql) => {
      const [locked] = await sql.query<{ isLocationOn: boolean }>(lockDevice, [device.tenantId, device.id]);
      if (locked === undefined) throw new UnknownDeviceError();
      if (!locked.isLocationOn) refuseLocations(watched.map(({ event }) => event));
      const fresh = await this.#claim(sql, device, watched);
      const verdicts = await this.guarded.store(
        sql,
        fresh.flatMap(({ deliveries }) => deliveries),
      );
      // One that is refused refuses all: the device sends the batch again, and no event of it is known yet.
      for (const verdict of verdicts) if (verdict instanceof ExpectedError) throw verdict;
      return fresh;
    });
  }

  async #claim(sql: SqlClient, device: PairedRow, watched: readonly Watched[]): Promise<readonly Watched[]> {
    const rows = await sql.query<{ eventId: string }>(claimDeviceEvents, [
      device.tenantId,
      device.id,
      this.clock.now(),
      watched.map(({ event }) => event.id),
      watched.map(({ event }) => event.kind),
      watched.map(({ deliveries }) => deliveries.map(({ id }) => id).join(',')),
    ]);
    const fresh = new Set(rows.map(({ eventId }) => eventId));
    return watched.filter(({ event }) => fresh.has(event.id));
  }

  async #dropBlobs(deliveries: readonly Delivery[]): Promise<void> {
    for (const { hook, sealed } of deliveries)
      if ('blob' in sealed) await this.blobs.delete(hook.tenantId, sealed.blob);
  }
}

function refuseLocations(events: readonly DeviceEvent[]): void {
  if (events.some(({ kind }) => kind === 'location')) throw new LocationOffError();
}

function requestOf({ id, name, platform }: PairedRow, event: DeviceEvent): HookRequest {
  return {
    kind: 'device',
    method: '',
    query: '',
    headers: [],
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ device: { id, name, platform }, ...event })).toString('base64'),
    options: { headers: false, method: false, passThrough: false },
  };
}
