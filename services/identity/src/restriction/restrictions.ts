import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { listRestricted } from './list-restricted.sql.ts';

/** Whose data may only be stored. Whoever does something that is not owed to a person asks here first, each time. */
@Injectable()
export class Restrictions {
  constructor(@Inject(Database) private readonly database: Database) {}

  async has(userId: string): Promise<boolean> {
    return (await this.among([userId])).has(userId);
  }

  async among(userIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (userIds.length === 0) return new Set();
    const rows = await this.database.asWorker((sql) => sql.query<{ user_id: string }>(listRestricted, [userIds]));
    return new Set(rows.map((row) => row.user_id));
  }
}
