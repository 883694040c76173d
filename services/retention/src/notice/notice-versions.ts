import type { NoticeAnswer, NoticeChanges, NoticeVersionsServed } from '@ebbflow/contracts';
import { CLOCK, type Clock, DefectError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { findNoticeVersion, type NoticeVersionRow } from './find-notice-version.sql.ts';
import { insertNoticeVersion } from './insert-notice-version.sql.ts';
import { listNoticeVersions, type ServedVersionRow } from './list-notice-versions.sql.ts';
import { noticeChanges } from './notice-changes.policy.ts';
import { UnknownNoticeVersionError } from './notice.errors.ts';
import { NoticeService } from './notice.service.ts';

/**
 * The texts that were served here, each with a number. A text is written down the first time a process starts with it; what is said of its
 * enforcement belongs to the moment and is no part of a version, so of the newest it is what it is now.
 */
@Injectable()
export class NoticeVersions implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeService) private readonly notice: NoticeService,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const text = this.notice.current();
    const values = [text.digest, this.clock.now(), JSON.stringify(text)];
    await this.database.asWorker((sql) => sql.query(insertNoticeVersion, values));
    const { version, digest } = await this.#find();
    // During a rollout an older process may start after a newer one: two texts are served, and each start with the other makes a version.
    this.logger.info('The privacy notice is served.', { version });
    if (digest !== text.digest)
      this.logger.warn('Another text of the privacy notice is served beside this one.', { version });
  }

  /** The newest, or one by its number. @throws UnknownNoticeVersionError */
  async read(version?: number): Promise<NoticeAnswer> {
    const row = await this.#find(version);
    const now = this.notice.current();
    return {
      ...row.notice,
      ...(row.digest === now.digest ? now : {}),
      version: row.version,
      since: row.since.toISOString(),
    };
  }

  async list(): Promise<NoticeVersionsServed> {
    const rows = await this.database.asWorker((sql) => sql.query<ServedVersionRow>(listNoticeVersions));
    return { items: rows.map(({ version, digest, since }) => ({ version, digest, since: since.toISOString() })) };
  }

  /** Between two, the newest and the one before it when left out. @throws UnknownNoticeVersionError */
  async changes(from?: number, to?: number): Promise<NoticeChanges> {
    const later = await this.read(to);
    const earlier = await this.read(from ?? Math.max(1, later.version - 1));
    return { from: earlier.version, to: later.version, changes: noticeChanges(earlier, later) };
  }

  async #find(version?: number): Promise<NoticeVersionRow> {
    const values = [version ?? null];
    const rows = await this.database.asWorker((sql) => sql.query<NoticeVersionRow>(findNoticeVersion, values));
    if (rows[0] !== undefined) return rows[0];
    if (version !== undefined) throw new UnknownNoticeVersionError();
    throw new DefectError('RETENTION.NO_NOTICE', 'No version of the privacy notice was written down at the start.');
  }
}
