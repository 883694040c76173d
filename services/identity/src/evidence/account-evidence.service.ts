import type { AccountEvidence } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database, type SqlClient, type Statement } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { isMailKind } from '../mail/mail-kinds.ts';
import { countContacts } from './count-contacts.sql.ts';
import { countMails } from './count-mails.sql.ts';
import { countOverdueTickets } from './count-overdue-tickets.sql.ts';
import { countPasswords } from './count-passwords.sql.ts';
import { countSessions } from './count-sessions.sql.ts';
import { countUnannouncedAcceptances } from './count-unannounced-acceptances.sql.ts';
import { countUnpaidAddresses } from './count-unpaid-addresses.sql.ts';
import { sampleOrganisations } from './sample-organisations.sql.ts';

const SAMPLED = 20;

/** Numbers about all accounts, read as the role that may read across organisations, and where that one may not, organisation by organisation. */
@Injectable()
export class AccountEvidenceService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(): Promise<AccountEvidence> {
    const now = this.clock.now();
    const counted = await this.database.asWorker(async (sql) => {
      const mails = await sql.query<{ kind: string; count: number }>(countMails);
      const organisations = await sql.query<{ tenant_id: string }>(sampleOrganisations, [SAMPLED]);
      return {
        organisations: organisations.map(({ tenant_id: id }) => id),
        passwords: await sql.query<AccountEvidence['passwords'][number]>(countPasswords),
        sessions: await one<AccountEvidence['sessions']>(sql, countSessions, [now]),
        mails: {
          waitingCount: sumOf(mails),
          withoutPurposeCount: sumOf(mails.filter(({ kind }) => !isMailKind(kind))),
        },
        overdueTicketCount: (await one<{ count: number }>(sql, countOverdueTickets, [now])).count,
        unpaidAddressCount: (await one<{ count: number }>(sql, countUnpaidAddresses, [now])).count,
        unannouncedAcceptanceCount: (await one<{ count: number }>(sql, countUnannouncedAcceptances)).count,
      };
    });
    return { ...counted, newsletter: await this.#newsletterOf(counted.organisations) };
  }

  async #newsletterOf(organisations: readonly string[]): Promise<AccountEvidence['newsletter']> {
    const sum = { contactCount: 0, withoutConsentCount: 0 };
    for (const organisation of organisations) {
      const counted = await this.database.withTenant(organisation, (sql) =>
        one<AccountEvidence['newsletter']>(sql, countContacts, [organisation]),
      );
      sum.contactCount += counted.contactCount;
      sum.withoutConsentCount += counted.withoutConsentCount;
    }
    return sum;
  }
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** Of a statement that counts, and so always answers one row. */
async function one<Row>(sql: SqlClient, statement: Statement, values: readonly unknown[] = []): Promise<Row> {
  const [row] = await sql.query<Row>(statement, values);
  return row as Row;
}
