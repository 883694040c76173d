import type { ExportedSubject } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import type { SubjectDataset } from '@ebbflow/service-host';
import { z } from 'zod';
import type { AuditService } from '../audit/audit.service.ts';
import { FROM_THE_NEWEST } from '../page-cursor.ts';
import type { UsageInformationRepository } from '../usage-information/usage-information.repository.ts';

const PAGE = 200;

/** Pages a person viewed, within their lifetime. */
export function pageViews(views: UsageInformationRepository, clock: Clock): SubjectDataset {
  return {
    ...{ id: 'identity.page-views', title: 'Pages you viewed', role: 'controller', isProvided: false, of: ['user'] },
    purpose: 'To see how the site is used, and to find misuse of it.',
    row: z.object({
      ...{ occurredAt: z.iso.datetime(), page: z.string(), clientIp: z.string(), browserType: z.string().nullable() },
      ...{ referringPage: z.string().nullable(), locale: z.string().nullable(), search: z.string().nullable() },
    }),
    async *rows(subject) {
      if (subject.kind !== 'user') return;
      const after = new Date(clock.nowMs() - retentionPolicy().ttl('usage-information').milliseconds);
      let before = FROM_THE_NEWEST;
      for (;;) {
        const page = await views.listOwn(subject.tenantId, subject.userId, { after, before, most: PAGE });
        for (const view of page)
          yield {
            ...{ occurredAt: view.occurred_at, page: view.page, clientIp: view.client_ip, locale: view.locale },
            ...{ browserType: view.browser_type, referringPage: view.referring_page, search: view.search },
          };
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        before = { at: last.occurred_at, id: last.id };
      }
    },
  };
}

/** What the audit log has of what somebody did; of an organisation, of what was done in it. */
export function auditEntries(audit: AuditService): SubjectDataset {
  return {
    ...{ id: 'identity.audit-entries', title: 'Audit log', role: 'controller', isProvided: false },
    ...{ of: ['user', 'organisation'], purpose: 'To let an organisation see who did what in its name.' },
    row: z.object({
      ...{ occurredAt: z.string(), action: z.string(), objectKind: z.string(), objectId: z.string() },
      ...{ facts: z.record(z.string(), z.unknown()), personal: z.record(z.string(), z.unknown()).nullable() },
    }),
    async *rows(subject: ExportedSubject) {
      const actor = subject.kind === 'user' ? subject.userId : undefined;
      let cursor: string | undefined;
      do {
        const page = await audit.list(subject.tenantId, { actor, cursor, limit: PAGE });
        for (const { occurredAt, action, object, facts, personal } of page.items)
          yield {
            ...{ occurredAt, action, objectKind: object.kind, objectId: object.id, facts },
            // From where others did something is theirs.
            personal: subject.kind === 'user' ? personal.facts : null,
          };
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
    },
  };
}
