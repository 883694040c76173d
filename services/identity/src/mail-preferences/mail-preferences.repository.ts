import type { MailPreferences, OptionalMailPurpose } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type ConsentDecision, Consents } from '../consent/consents.ts';
import { forgetExecutionNews } from '../execution-news/forget-execution-news.sql.ts';
import { listMailPreferences, type MailPreferenceRow } from './list-mail-preferences.sql.ts';
import { WANTED_UNLESS_SAID } from './optional-purposes.policy.ts';
import { setMailPreference } from './set-mail-preference.sql.ts';

export interface SaidPreference {
  readonly purpose: OptionalMailPurpose;
  readonly isWanted: boolean;
  /** How it was said; for the ledger, where it is a consent. Default in the settings. */
  readonly method?: ConsentDecision['method'];
}

@Injectable()
export class MailPreferencesRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Consents) private readonly consents: Consents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(tenantId: string, userId: string): Promise<MailPreferences> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<MailPreferenceRow>(listMailPreferences, [tenantId, userId]),
    );
    const said = Object.fromEntries(rows.map((row) => [row.purpose, row.is_wanted]));
    const isMarketed = await this.consents.has({ tenantId, userId }, 'marketing');
    return { ...WANTED_UNLESS_SAID, ...said, 'new-features': isMarketed };
  }

  async wants(tenantId: string, userId: string, purpose: OptionalMailPurpose): Promise<boolean> {
    return (await this.of(tenantId, userId))[purpose];
  }

  /**
   * What was gathered to be told goes with the wish to be told. New features are marketing: that is a consent and stands in its ledger
   * alone (C32), and the newsletter hears of it from there.
   */
  async set(tenantId: string, userId: string, said: SaidPreference): Promise<void> {
    const { purpose, isWanted, method = 'settings' } = said;
    if (purpose === 'new-features') {
      await this.consents.decide({ tenantId, userId, purpose: 'marketing', isGiven: isWanted, method });
      return;
    }
    await this.database.withTenant(tenantId, async (sql) => {
      await sql.query(setMailPreference, [tenantId, userId, purpose, isWanted, this.clock.now()]);
      if (purpose === 'execution-news' && !isWanted) await sql.query(forgetExecutionNews, [tenantId, userId]);
    });
  }
}
