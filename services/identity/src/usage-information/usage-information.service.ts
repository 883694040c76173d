import type { OwnUsageInformation, PageView, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { Restrictions } from '../restriction/restrictions.ts';
import { FROM_THE_NEWEST, readPageCursor, writePageCursor } from '../page-cursor.ts';
import { personOf } from '../users/person.policy.ts';
import { PageViewIntake } from './page-view-intake.ts';
import { UsageInformationRepository } from './usage-information.repository.ts';

/** The edge reports what it saw within seconds; an instant further away is a clock that is wrong, and must not open another day. */
const FURTHEST_MS = 60 * 60_000;

@Injectable()
export class UsageInformationService {
  readonly #ttl = retentionPolicy().ttl('usage-information');

  constructor(
    @Inject(PageViewIntake) private readonly intake: PageViewIntake,
    @Inject(UsageInformationRepository) private readonly views: UsageInformationRepository,
    @Inject(Restrictions) private readonly restrictions: Restrictions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async record(items: readonly PageView[]): Promise<void> {
    const now = this.clock.now();
    const restricted = await this.restrictions.among(items.flatMap(({ principal }) => principal?.userId ?? []));
    const recorded = items.filter(({ principal }) => !restricted.has(principal?.userId ?? ''));
    if (recorded.length === 0) return;
    await this.intake.insert(
      recorded.map((view) => {
        const occurredAt = new Date(view.occurredAt);
        const isFar = Math.abs(occurredAt.getTime() - now.getTime()) > FURTHEST_MS;
        return { ...view, occurredAt: isFar ? now : occurredAt };
      }),
    );
  }

  /** The asking person's own. @throws NotAPersonError, InvalidInputError for a cursor that is none */
  async listOwn(
    principal: Principal,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<OwnUsageInformation> {
    const after = new Date(this.clock.nowMs() - this.#ttl.milliseconds);
    const before = page.cursor === undefined ? FROM_THE_NEWEST : readPageCursor(page.cursor);
    const { tenantId, userId } = personOf(principal);
    const rows = await this.views.listOwn(tenantId, userId, { after, before, most: page.limit + 1 });
    const last = rows.length > page.limit ? rows[page.limit - 1] : undefined;
    return {
      items: rows.slice(0, page.limit).map((row) => ({
        id: row.id,
        occurredAt: row.occurred_at.toISOString(),
        page: row.page,
        clientIp: row.client_ip,
        browserType: row.browser_type,
        referringPage: row.referring_page,
        locale: row.locale,
        search: row.search,
        expiresAt: new Date(row.occurred_at.getTime() + this.#ttl.milliseconds).toISOString(),
      })),
      nextCursor: last === undefined ? null : writePageCursor({ at: last.occurred_at, id: last.id }),
    };
  }
}
