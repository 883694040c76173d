import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { LifetimeSweep } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { GoneScenarios } from './gone-scenarios.ts';
import { ShortenedIncompletes } from './shortened-incompletes.ts';

/** Removes what tenants want gone before its day is. */
@Injectable()
export class LifetimeSweepJob extends LifetimeSweep {
  constructor(
    incompletes: ShortenedIncompletes,
    gone: GoneScenarios,
    @Inject(CLOCK) clock: Clock,
    @Inject(Logger) logger: Logger,
  ) {
    super({ rows: [incompletes, gone], clock, logger });
  }
}
