import { Inject, Injectable } from '@nestjs/common';
import type { Device, DeviceList, DevicePairing, PairedDevice, redeemPairingSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import encodeQR from 'qr';
import type { z } from 'zod';
import { DoorAddress } from '../door/door-address.ts';
import { deleteDevice } from './delete-device.sql.ts';
import { hashOf, newDeviceToken, newPairingCode } from './device-secrets.ts';
import { type PairedRow, toDevice } from './device.ts';
import { DeviceLocationService } from './device-location.service.ts';
import { DevicesConfig } from './devices.config.ts';
import { PairingGoneError } from './devices.errors.ts';
import { findDeviceByToken } from './find-device-by-token.sql.ts';
import { insertDevice } from './insert-device.sql.ts';
import { insertPairing } from './insert-pairing.sql.ts';
import { listDevices } from './list-devices.sql.ts';
import { redeemPairing } from './redeem-pairing.sql.ts';

/** Devices of an organisation: *offered* (a code on a screen) → *paired* (the code is used up, the device has its token) → *gone*. */
@Injectable()
export class DevicesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DevicesConfig) private readonly config: DevicesConfig,
    @Inject(DoorAddress) private readonly door: DoorAddress,
    @Inject(DeviceLocationService) private readonly location: DeviceLocationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async offer(tenantId: string): Promise<DevicePairing> {
    const code = newPairingCode();
    const expiresAt = new Date(this.clock.nowMs() + this.config.pairingLifetime.milliseconds);
    await this.database.withTenant(tenantId, (sql) => sql.query(insertPairing, [tenantId, hashOf(code), expiresAt]));
    const payload = `ebbflow://pair?${new URLSearchParams({ url: this.door.url, code }).toString()}`;
    return { code, expiresAt: expiresAt.toISOString(), payload, qrSvg: encodeQR(payload, 'svg') };
  }

  /** @throws PairingGoneError */
  async redeem({ code, name, platform, publicKey }: z.infer<typeof redeemPairingSchema>): Promise<PairedDevice> {
    const token = newDeviceToken();
    const deviceId = newId('dev', this.clock.nowMs());
    await this.database.asWorker(async (sql) => {
      const now = this.clock.now();
      const [pairing] = await sql.query<{ tenantId: string }>(redeemPairing, [hashOf(code), now]);
      if (pairing === undefined) throw new PairingGoneError();
      const key = Buffer.from(publicKey, 'base64url');
      await sql.query(insertDevice, [pairing.tenantId, deviceId, name, platform, hashOf(token), key, now]);
    });
    return { deviceId, token };
  }

  /** Who this token belongs to; undefined when nobody. Notes that the device was seen. */
  async findByToken(token: string): Promise<PairedRow | undefined> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<PairedRow>(findDeviceByToken, [hashOf(token), this.clock.now()]),
    );
    return rows[0];
  }

  async list(tenantId: string, page: { cursor?: string | undefined; limit: number }): Promise<DeviceList> {
    const after = isId('dev', page.cursor) ? page.cursor : '';
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<Omit<PairedRow, 'publicKey'>>(listDevices, [tenantId, after, page.limit + 1]),
    );
    const items: Device[] = rows.slice(0, page.limit).map(toDevice);
    return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Its token is worth nothing from now on, and its locations go as if it had turned location off. Idempotent. */
  async unpair(tenantId: string, deviceId: string): Promise<void> {
    if (!isId('dev', deviceId)) return;
    await this.location.turnOff(tenantId, deviceId);
    await this.database.asWorker((sql) => sql.query(deleteDevice, [tenantId, deviceId]));
  }
}
