import {
  CannotOpenError,
  GoneByLifetimeError,
  KeyDestroyedError,
  openPayload,
  PeriodKeys,
  readPayloadHeader,
  type SealContext,
  type Sealing,
  sealPayload,
} from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';

const HOUR_MS = 3_600_000;
const HALF_DAY_MS = 12 * HOUR_MS;

export interface Renewed {
  readonly sealed: Buffer;
  readonly keyVersion: number;
}

/** Seals what a waiting run needs once more under the hour it is now, when half of the time it can be read is over. */
@Injectable()
export class SealRenewal {
  constructor(
    private readonly keys: PeriodKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Undefined: it need not be sealed again, or cannot be opened any more. What is from before there were periods is sealed under one now, and
   * what was sealed for longer than its tenant wishes today, for as long as that. @throws TransientError while vault is away
   */
  async renew(sealing: Sealing, context: SealContext, sealed: Buffer): Promise<Renewed | undefined> {
    try {
      const key = await this.keys.toSeal(sealing);
      const { period } = readPayloadHeader(sealed);
      if (period !== undefined && period.lifetimeDays <= key.period.lifetimeDays) {
        const ageMs = this.clock.nowMs() - period.hour * HOUR_MS;
        if (ageMs < period.lifetimeDays * HALF_DAY_MS) return undefined;
      }
      const plain = openPayload(await this.keys.toOpen(sealing.tenantId, sealed), context, sealed);
      return { sealed: sealPayload(key, context, plain), keyVersion: key.version };
    } catch (thrown) {
      if (LOST.some((kind) => thrown instanceof kind)) return undefined;
      throw thrown;
    }
  }
}

/** The run finds out itself when its turn comes. */
const LOST = [KeyDestroyedError, GoneByLifetimeError, CannotOpenError];
