import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MailQueue } from '../mail/mail-queue.ts';
import { MailSubjects } from '../mail/mail-subjects.ts';
import { claimPeopleToAnnounce } from './claim-people-to-announce.sql.ts';
import { upcoming } from './in-force.policy.ts';
import type { NoticeVersionRow } from './list-notice-versions.sql.ts';
import { noteAnnounced } from './note-announced.sql.ts';
import { noteAnnouncementSent } from './note-announcement-sent.sql.ts';
import { NoticeVersions } from './notice-versions.ts';

const EVERY_MS = 60_000;
const AT_ONCE = 200;

/**
 * Writes to everybody about a version that reduces rights, before it takes effect (C38). A person is claimed and the message queued in
 * one transaction, some hundred at a time; who stops half-way is followed by whoever comes next. Goes on until the version holds,
 * for those who registered meanwhile.
 */
@Injectable()
export class NoticeAnnouncementsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(NoticeVersions) private readonly versions: NoticeVersions,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(MailSubjects) private readonly subjects: MailSubjects,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#describeMail();
    this.#timer = setInterval(() => {
      this.#underWay = this.run().catch((thrown: unknown) =>
        this.logger.warn('The privacy notice could not be announced; tried again.', {}, thrown),
      );
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async run(): Promise<void> {
    const versions = await this.versions.list();
    const due = upcoming(versions, this.clock.nowMs()).filter(({ reduces_rights: reduces }) => reduces);
    for (const version of due) await this.#announce(version);
  }

  async #announce(version: NoticeVersionRow): Promise<void> {
    let claimed: number;
    do claimed = await this.#claim(version);
    while (claimed > 0);
    if (version.announced_at !== null) return;
    // Another replica may be in the middle of the rest, and messages may wait: then nothing is noted, and a later look does.
    const values = [version.version, this.clock.now()];
    const noted = await this.database.asWorker((sql) => sql.query(noteAnnounced, values));
    if (noted.length === 0) return;
    this.versions.forget();
    this.logger.info('Everybody has been written to about a version of the privacy notice.', {
      version: version.version,
    });
  }

  #claim({ version, effective_at: effectiveAt }: NoticeVersionRow): Promise<number> {
    const now = this.clock.now();
    return this.database.asWorker(async (sql) => {
      const people = await sql.query<{ tenant_id: string; user_id: string }>(claimPeopleToAnnounce, [
        ...[version, now, AT_ONCE],
      ]);
      for (const { tenant_id: tenantId, user_id: userId } of people) {
        // Tried until it takes effect; should that be late, for a day.
        const late = effectiveAt.getTime() <= now.getTime();
        const about = { kind: 'notice-announced' as const, userId, subjectId: String(version) };
        await this.mail.append(sql, tenantId, { ...about, ...(late ? {} : { expiresAt: effectiveAt }) });
      }
      return people.length;
    });
  }

  #describeMail(): void {
    this.subjects.register('notice-announced', async (mail) => {
      const number = Number(mail.subject_id);
      const version = (await this.versions.list()).find((row) => row.version === number);
      const person = await this.subjects.personOf(mail);
      if (person === undefined || version === undefined) return undefined;
      const { user_id: userId, home_tenant_id: tenantId } = mail;
      return {
        to: person.to,
        facts: { effective: version.effective_at.toISOString().slice(0, 10), summary: version.summary },
        onSent: async (sql) => {
          await sql.query(noteAnnouncementSent, [tenantId, userId, number, this.clock.now()]);
        },
      };
    });
  }
}
