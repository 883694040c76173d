import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { LifetimeSweep } from '@ebbflow/service-host';
import { ShortenedActivity } from './shortened-activity.ts';
import { ShortenedDetails } from './shortened-details.ts';
import { ShortenedNotifications } from './shortened-notifications.ts';

/** Removes what tenants want gone before its day is. */
@Injectable()
export class LifetimeSweepJob extends LifetimeSweep {
  constructor(
    @Inject(ShortenedDetails) details: ShortenedDetails,
    @Inject(ShortenedActivity) activity: ShortenedActivity,
    @Inject(ShortenedNotifications) notifications: ShortenedNotifications,
    @Inject(CLOCK) clock: Clock,
    @Inject(Logger) logger: Logger,
  ) {
    super({ rows: [details, activity, notifications], clock, logger });
  }
}
