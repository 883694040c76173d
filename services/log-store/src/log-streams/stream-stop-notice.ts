import { createHash } from 'node:crypto';
import { NOTIFICATION_KINDS } from '@ebbflow/contracts';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { utcDay } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { insertNotifications } from '../notifications/insert-notifications.sql.ts';
import type { LogStreamRow } from './log-stream-row.ts';

const KIND = 'LOG_STREAM_STOPPED';

/** Tells an organisation that one of its streams has stopped; under the same id however often. */
@Injectable()
export class StreamStopNotice {
  readonly #days: DayPartitions;

  constructor(@Inject(Database) private readonly database: Database) {
    this.#days = new DayPartitions(database, 'notification');
  }

  async raise({ tenantId, id: logStreamId, revision }: LogStreamRow, now: Date, why: string): Promise<void> {
    await this.#days.ensure([utcDay(now.getTime())]);
    const hash = createHash('sha256')
      .update(`${logStreamId}/${String(revision)}`)
      .digest('hex');
    const facts = JSON.stringify({ logStreamId, reason: why });
    await this.database.asWriter(async (sql) => {
      const values = [[tenantId], [`ntf_${hash.slice(0, 32)}`], [now], [KIND], [NOTIFICATION_KINDS[KIND]]];
      await sql.query(insertNotifications, [...values, [null], [null], [null], [null], [facts]]);
    });
  }
}
