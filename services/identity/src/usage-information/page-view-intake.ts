import type { PageView } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { utcDay } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { insertUsageInformation } from './insert-usage-information.sql.ts';
import { STRANGERS, USAGE_INFORMATION_TABLE } from './usage-information.entity.ts';

export type RecordedPageView = Omit<PageView, 'occurredAt'> & { readonly occurredAt: Date };

/** Writes page views of many organisations, and of strangers, in one statement, by the role that may do nothing else. */
@Injectable()
export class PageViewIntake {
  readonly #days: DayPartitions;

  constructor(@Inject(Database) private readonly database: Database) {
    this.#days = new DayPartitions(database, USAGE_INFORMATION_TABLE);
  }

  async insert(views: readonly RecordedPageView[]): Promise<void> {
    await this.#days.ensure(views.map(({ occurredAt }) => utcDay(occurredAt.getTime())));
    const column = <T>(of: (view: RecordedPageView) => T): T[] => views.map(of);
    await this.database.asWriter((sql) =>
      sql.query(insertUsageInformation, [
        column(({ principal }) => principal?.organisationId ?? STRANGERS),
        column(({ occurredAt }) => occurredAt),
        column(() => newId('pgv')),
        column(({ principal }) => principal?.userId ?? null),
        column(({ page }) => page),
        column(({ clientIp }) => clientIp),
        column(({ browserType }) => browserType),
        column(({ referringPage }) => referringPage),
        column(({ locale }) => locale),
        column(({ search }) => search),
      ]),
    );
  }
}
