import type { Device } from '@ebbflow/contracts';

/** A paired device, as it is found by its token. */
export interface PairedRow {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly platform: Device['platform'];
  readonly publicKey: Buffer;
  readonly isLocationOn: boolean;
  readonly pairedAt: Date;
  readonly lastSeenAt: Date;
}

/** As it is shown. */
export function toDevice({
  id,
  name,
  platform,
  isLocationOn,
  pairedAt,
  lastSeenAt,
}: Omit<PairedRow, 'publicKey'>): Device {
  return {
    id,
    name,
    platform,
    isLocationOn,
    pairedAt: pairedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  };
}
