import { type noticeOrdered, type SubjectNotice, subjectNoticeContext } from '@ebbflow/contracts';
import { openPayload, TenantKeys } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { LinkTokens } from '../links/link-tokens.ts';
import type { MailRow } from '../mail/claim-mails.sql.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { type MailSubject, MailSubjects } from '../mail/mail-subjects.ts';
import { type HandlerRow, listHandlers } from './list-handlers.sql.ts';
import { SubjectNoticeEntity } from './subject-notice.entity.ts';

export type NoticeOrder = z.infer<typeof noticeOrdered.schema>;

/** What people are told of their requests: kept until it was sent, and its text opened only then. */
@Injectable()
export class SubjectNotices {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TenantKeys) private readonly keys: TenantKeys,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(MailSubjects) private readonly subjects: MailSubjects,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    for (const kind of ['request-news', 'request-verification'] as const)
      subjects.register(kind, (mail) => this.#find(mail));
  }

  /** Within the caller's transaction, as `tenantId`: who asked, or those who deal with requests there. How many get it. */
  async append(manager: EntityManager, sql: SqlClient, tenantId: string, order: NoticeOrder): Promise<number> {
    const { noticeId: id, requestId, subject, notice, type, dueAt, text, to } = order;
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + retentionPolicy().termLength('subject-verification').milliseconds);
    const isVerification = notice === 'verify';
    await manager.insert(SubjectNoticeEntity, {
      ...{ tenantId, id, requestId, notice, type, expiresAt, createdAt },
      userId: to === 'person' && subject.kind === 'user' ? subject.userId : null,
      dueAt: dueAt === undefined ? null : new Date(dueAt),
      textSealed: text !== undefined && 'bytes' in text ? Buffer.from(text.bytes, 'base64') : null,
      keyVersion: text?.keyVersion ?? null,
      tokenHash: isVerification ? this.tokens.of(id).hash : null,
    });
    const kind = isVerification ? 'request-verification' : 'request-news';
    const readers = await this.#readers(sql, tenantId, order);
    for (const { user_id: userId, home_tenant_id: homeTenantId } of readers)
      await this.mail.append(sql, tenantId, { kind, userId, homeTenantId, subjectId: id, expiresAt });
    return readers.length;
  }

  async #readers(sql: SqlClient, tenantId: string, { to, subject }: NoticeOrder): Promise<HandlerRow[]> {
    if (to !== 'person') return sql.query<HandlerRow>(listHandlers, [tenantId]);
    return subject.kind === 'user' ? [{ user_id: subject.userId, home_tenant_id: tenantId }] : [];
  }

  async #find(mail: MailRow): Promise<MailSubject | undefined> {
    const { tenant_id: tenantId, subject_id: id } = mail;
    const notice = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(SubjectNoticeEntity, { tenantId, id: id ?? '' }),
    );
    const person = notice === null ? undefined : await this.subjects.personOf(mail);
    if (notice === null || person === undefined) return undefined;
    const { requestId, type, dueAt } = notice;
    const due = dueAt?.toISOString().slice(0, 10) ?? '';
    const facts = {
      notice: notice.notice satisfies SubjectNotice,
      type,
      due,
      requestId,
      text: await this.#text(notice),
    };
    return { ...person, facts };
  }

  async #text({ tenantId, id, textSealed, keyVersion }: SubjectNoticeEntity): Promise<string> {
    if (textSealed === null || keyVersion === null) return '';
    const key = await this.keys.version(tenantId, keyVersion);
    return JSON.parse(openPayload(key, subjectNoticeContext(tenantId, id), textSealed).toString('utf8')) as string;
  }
}
