import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DeviceCommands, sendCommandSchema, SentCommand } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import { acknowledgeCommand } from './acknowledge-command.sql.ts';
import type { PairedRow } from './device.ts';
import { CommandWaiters } from './command-waiters.ts';
import { DevicesConfig } from './devices.config.ts';
import { CommandsFullError, CommandTooLargeError, DeviceNotFoundError } from './devices.errors.ts';
import { findDevice } from './find-device.sql.ts';
import { insertCommand } from './insert-command.sql.ts';
import { listCommands } from './list-commands.sql.ts';
import { sealToDevice } from './seal-to-device.ts';

const MAX_BYTES = 32_768;

interface CommandRow {
  readonly id: string;
  readonly encapsulatedKey: Buffer;
  readonly sealed: Buffer;
  readonly expiresAt: Date;
}

/** What a device is told to do: *waiting* → *acknowledged* (its content is gone) or *expired*; a row of either is swept. */
@Injectable()
export class DeviceCommandsService implements OnModuleDestroy {
  readonly #waiters = new CommandWaiters();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DevicesConfig) private readonly config: DevicesConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Idempotent by `requestKey`. @throws DeviceNotFoundError, CommandTooLargeError, CommandsFullError */
  async send(deviceId: string, input: z.infer<typeof sendCommandSchema>): Promise<SentCommand> {
    const { tenantId, requestKey, name, ttlSeconds } = input;
    const plain = Buffer.from(JSON.stringify({ name, arguments: input.arguments }));
    if (plain.length > MAX_BYTES) throw new CommandTooLargeError(MAX_BYTES);
    const limit = this.config.maxWaitingCommands;
    const sent = await this.database.withTenant(tenantId, async (sql) => {
      const [device] = isId('dev', deviceId)
        ? await sql.query<Pick<PairedRow, 'publicKey'>>(findDevice, [tenantId, deviceId])
        : [];
      if (device === undefined) throw new DeviceNotFoundError(deviceId);
      const commandId = newId('dcm', this.clock.nowMs());
      const { encapsulatedKey, sealed } = await sealToDevice(device.publicKey, commandId, plain);
      const now = this.clock.now();
      const expiresAt = new Date(now.getTime() + ttlSeconds * 1_000);
      const values = [tenantId, commandId, deviceId, requestKey, encapsulatedKey, sealed, now, expiresAt, limit];
      return sql.query<{ id: string; expiresAt: Date }>(insertCommand, values);
    });
    const [row] = sent;
    if (row === undefined) throw new CommandsFullError(limit);
    this.#waiters.wake(deviceId);
    return { commandId: row.id, expiresAt: row.expiresAt.toISOString() };
  }

  /** What waits for the device; with none, waits for one up to `waitMs` or until `gone` aborts. */
  async next({ tenantId, id }: PairedRow, waitMs: number, gone: AbortSignal): Promise<DeviceCommands> {
    const untilMs = Date.now() + waitMs;
    for (;;) {
      // Listening begins before looking, or a command in between would be missed until the next look.
      const woken = this.#waiters.wait(id);
      const rows = await this.database.withTenant(tenantId, (sql) =>
        sql.query<CommandRow>(listCommands, [tenantId, id, this.clock.now()]),
      );
      const leftMs = untilMs - Date.now();
      if (rows.length > 0 || leftMs <= 0 || gone.aborted || this.#waiters.isClosed) {
        woken.forget();
        return { items: rows.map(toCommand) };
      }
      await woken.within(Math.min(leftMs, this.config.commandPoll.milliseconds), gone);
    }
  }

  /** Idempotent; also for what expired meanwhile. */
  async acknowledge({ tenantId, id }: PairedRow, commandId: string): Promise<void> {
    await this.database.withTenant(tenantId, (sql) => sql.query(acknowledgeCommand, [tenantId, id, commandId]));
  }

  /** Devices that wait get their empty answer before the door begins to wait for those who are on the line. */
  onModuleDestroy(): void {
    this.#waiters.close();
  }
}

function toCommand({ id, encapsulatedKey, sealed, expiresAt }: CommandRow): DeviceCommands['items'][number] {
  return {
    id,
    encapsulatedKey: encapsulatedKey.toString('base64'),
    sealed: sealed.toString('base64'),
    expiresAt: expiresAt.toISOString(),
  };
}
