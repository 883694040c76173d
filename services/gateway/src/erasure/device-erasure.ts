import type { Erased, ErasureCounts, ErasureSubject } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { type ErasurePart, ErasureParts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { DevicesService } from '../devices/devices.service.ts';
import { countDevice } from './count-device.sql.ts';
import { UnknownDeviceError } from './erasure.errors.ts';

/**
 * A device goes as when it is unpaired: its token first, then where it was, here and by `gateway.location-erased.v1` with all that came of
 * it in the executor and the log store, then its row with events and commands.
 */
@Injectable()
export class DeviceErasure implements ErasurePart {
  readonly kinds = ['device'] as const;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DevicesService) private readonly devices: DevicesService,
    @Inject(ErasureParts) parts: ErasureParts,
  ) {
    parts.add(this);
  }

  /** @throws UnknownDeviceError */
  async count(subject: ErasureSubject): Promise<ErasureCounts> {
    const counts = await this.#count(subject);
    if (counts['gateway.device'] === 0) throw new UnknownDeviceError();
    return counts;
  }

  async erase(subject: ErasureSubject): Promise<Erased> {
    if (subject.kind !== 'device') return { counts: {}, isDone: true };
    const counts = await this.#count(subject);
    await this.devices.unpair(subject.tenantId, subject.deviceId);
    return { counts, isDone: true };
  }

  async #count(subject: ErasureSubject): Promise<ErasureCounts> {
    if (subject.kind !== 'device') return {};
    const [row] = await this.database.asWorker((sql) =>
      sql.query<{ devices: number; events: number; commands: number }>(countDevice, [
        subject.tenantId,
        subject.deviceId,
      ]),
    );
    return {
      'gateway.device': row?.devices ?? 0,
      'gateway.device_event': row?.events ?? 0,
      'gateway.device_command': row?.commands ?? 0,
    };
  }
}
