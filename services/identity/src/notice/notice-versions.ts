import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database, isUniqueViolation } from '@ebbflow/persistence';
import { notice } from '@ebbflow/policy';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { countNoticePeople, type NoticePeopleRow } from './count-notice-people.sql.ts';
import { inForce } from './in-force.policy.ts';
import { insertFirstNotice } from './insert-first-notice.sql.ts';
import { insertNoticeVersion } from './insert-notice-version.sql.ts';
import { listNoticeVersions, type NoticeVersionRow } from './list-notice-versions.sql.ts';
import { NoticeRaceError } from './notice.errors.ts';

/** Other replicas learn of a new version within this time. */
const KNOWN_FOR_MS = 60_000;

/** The versions of the notice, of the whole installation: no tenant owns them, and what they say is public. */
@Injectable()
export class NoticeVersions implements OnApplicationBootstrap {
  #known: { readonly versions: Promise<NoticeVersionRow[]>; readonly atMs: number } | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An installation begins with the notice of its first release; of a later one's that nobody published, its operator is told. */
  async onApplicationBootstrap(): Promise<void> {
    const { digest } = notice();
    const values = [digest, 'The notice with which this installation began.', this.clock.now()];
    await this.database.asWorker((sql) => sql.query(insertFirstNotice, values));
    const versions = await this.list();
    if (!versions.some((version) => version.digest === digest))
      this.logger.warn('The privacy notice of this release is not published; publish it as a version.');
  }

  /** Newest first. As they were a minute ago at most, and always as this replica left them. */
  list(): Promise<NoticeVersionRow[]> {
    const nowMs = this.clock.nowMs();
    if (this.#known === undefined || Math.abs(nowMs - this.#known.atMs) >= KNOWN_FOR_MS) {
      const versions = this.database.asWorker((sql) => sql.query<NoticeVersionRow>(listNoticeVersions));
      this.#known = { versions, atMs: nowMs };
      versions.catch(() => this.forget());
    }
    return this.#known.versions;
  }

  forget(): void {
    this.#known = undefined;
  }

  /** What holds now. There is always one: the first is there before the service listens. */
  async current(): Promise<NoticeVersionRow | undefined> {
    return inForce(await this.list(), this.clock.nowMs());
  }

  /** @throws NoticeRaceError */
  async publish(version: {
    digest: string;
    summary: string;
    reducesRights: boolean;
    effectiveAt: Date;
  }): Promise<NoticeVersionRow | undefined> {
    const { digest, summary, reducesRights, effectiveAt } = version;
    const values = [digest, summary, reducesRights, this.clock.now(), effectiveAt];
    try {
      const rows = await this.database.asWorker((sql) => sql.query<NoticeVersionRow>(insertNoticeVersion, values));
      return rows[0];
    } catch (thrown) {
      throw isUniqueViolation(thrown, 'notice_version_pkey') ? new NoticeRaceError() : thrown;
    } finally {
      this.forget();
    }
  }

  async people(): Promise<ReadonlyMap<number, NoticePeopleRow>> {
    const rows = await this.database.asWorker((sql) => sql.query<NoticePeopleRow>(countNoticePeople));
    return new Map(rows.map((row) => [row.version, row]));
  }
}
