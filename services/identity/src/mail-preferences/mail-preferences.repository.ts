import type { MailPreferences, OptionalMailPurpose } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { forgetExecutionNews } from '../execution-news/forget-execution-news.sql.ts';
import { noteNewsletterWish } from '../newsletter/note-newsletter-wish.sql.ts';
import { listMailPreferences, type MailPreferenceRow } from './list-mail-preferences.sql.ts';
import { WANTED_UNLESS_SAID } from './optional-purposes.policy.ts';
import { setMailPreference } from './set-mail-preference.sql.ts';

export interface SaidPreference {
  readonly purpose: OptionalMailPurpose;
  readonly isWanted: boolean;
}

@Injectable()
export class MailPreferencesRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(tenantId: string, userId: string): Promise<MailPreferences> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<MailPreferenceRow>(listMailPreferences, [tenantId, userId]),
    );
    return { ...WANTED_UNLESS_SAID, ...Object.fromEntries(rows.map((row) => [row.purpose, row.is_wanted])) };
  }

  async wants(tenantId: string, userId: string, purpose: OptionalMailPurpose): Promise<boolean> {
    return (await this.of(tenantId, userId))[purpose];
  }

  /** What was gathered to be told goes with the wish to be told; new features are told by the newsletter, which hears of it. */
  async set(tenantId: string, userId: string, { purpose, isWanted }: SaidPreference): Promise<void> {
    await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(setMailPreference, [tenantId, userId, purpose, isWanted, this.clock.now()]);
      if (purpose === 'new-features') await sql.query(noteNewsletterWish, [tenantId, userId, this.clock.now()]);
      if (purpose === 'execution-news' && !isWanted) await sql.query(forgetExecutionNews, [tenantId, userId]);
    });
  }
}
