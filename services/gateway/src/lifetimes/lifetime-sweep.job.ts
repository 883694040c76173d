import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { LifetimeSweep } from '@ebbflow/service-host';
import { ShortenedDeliveries } from './shortened-deliveries.ts';

/** Removes what tenants want gone before its day is. */
@Injectable()
export class LifetimeSweepJob extends LifetimeSweep {
  constructor(
    @Inject(ShortenedDeliveries) deliveries: ShortenedDeliveries,
    @Inject(CLOCK) clock: Clock,
    @Inject(Logger) logger: Logger,
  ) {
    super({ rows: [deliveries], clock, logger });
  }
}
