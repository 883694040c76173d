import type { noticeOrdered } from '@ebbflow/contracts';
import { Inbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { findInstallation } from './find-installation.sql.ts';
import { SubjectNotices } from './subject-notices.repository.ts';

/** Writes down once what is to be told, and to whom; the mail goes its usual way. */
@Injectable()
export class SubjectNoticeOrders {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(SubjectNotices) private readonly notices: SubjectNotices,
  ) {}

  async carryOut(event: ReceivedEvent<z.infer<typeof noticeOrdered.schema>>): Promise<void> {
    const { data } = event;
    const tenantId = data.to === 'staff' ? await this.#installation() : data.tenantId;
    if (tenantId === undefined) return;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      if ((await this.inbox.claim(sql, 'identity', [event])).length === 0) return;
      await this.notices.append(manager, sql, tenantId, data);
    });
  }

  async #installation(): Promise<string | undefined> {
    const rows = await this.database.asWorker((sql) => sql.query<{ tenant_id: string }>(findInstallation));
    return rows[0]?.tenant_id;
  }
}
