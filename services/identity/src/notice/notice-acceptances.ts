import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '../users/person.policy.ts';
import { findNoticeAcceptance } from './find-notice-acceptance.sql.ts';
import { insertNoticeAcceptance } from './insert-notice-acceptance.sql.ts';
import { NoticeVersions } from './notice-versions.ts';

/** People whose acceptance this process knows of; the one noted longest ago goes first. About 2 MB. */
const MOST_KNOWN = 20_000;

/** Who uses Ebbflow while a version of the notice holds accepts it (C38). Written once a person and version, and not once a request. */
@Injectable()
export class NoticeAcceptances {
  readonly #known = new Map<string, number>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeVersions) private readonly versions: NoticeVersions,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A person does something. Never throws: what could not be noted is with the next request. */
  async noteUse(person: Person): Promise<void> {
    try {
      const version = (await this.versions.current())?.version;
      if (version === undefined || this.#known.get(person.userId) === version) return;
      const { tenantId, userId } = person;
      const values = [tenantId, userId, version, this.clock.now()];
      await this.database.withTenant(tenantId, (sql) => sql.query(insertNoticeAcceptance, values));
      this.#remember(userId, version);
    } catch (thrown) {
      this.logger.warn(
        'That somebody accepted the notice could not be noted; tried again with the next use.',
        {},
        thrown,
      );
    }
  }

  async acceptedAt({ tenantId, userId }: Person, version: number): Promise<Date | undefined> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ accepted_at: Date }>(findNoticeAcceptance, [tenantId, userId, version]),
    );
    return rows[0]?.accepted_at;
  }

  #remember(userId: string, version: number): void {
    this.#known.set(userId, version);
    const oldest = this.#known.size > MOST_KNOWN ? this.#known.keys().next() : undefined;
    if (oldest !== undefined && oldest.done !== true) this.#known.delete(oldest.value);
  }
}
