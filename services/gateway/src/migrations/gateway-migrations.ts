import { HooksAndDeliveries1767225600001 } from './0001-hooks-and-deliveries.migration.ts';
import { HookSettingsAndQueue1767225600002 } from './0002-hook-settings-and-queue.migration.ts';
import { MailHooksAndDevices1767225600003 } from './0003-mail-hooks-and-devices.migration.ts';
import { Idempotency1767225600010 } from './0010-idempotency.migration.ts';
import { Erasure1767225600021 } from './0021-erasure.migration.ts';
import { Lifetimes1767225600030 } from './0030-lifetimes.migration.ts';
import { IdempotencyCaller1767225600040 } from './0040-idempotency-caller.migration.ts';

/** In the order they run. A new one goes to the end and is never changed once it was released. */
export const GATEWAY_MIGRATIONS = [
  HooksAndDeliveries1767225600001,
  HookSettingsAndQueue1767225600002,
  MailHooksAndDevices1767225600003,
  Idempotency1767225600010,
  Erasure1767225600021,
  Lifetimes1767225600030,
  IdempotencyCaller1767225600040,
];
