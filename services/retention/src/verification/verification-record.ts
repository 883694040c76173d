import { type NoticeStatus, type Verification, verificationSchema } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findVerification } from './find-verification.sql.ts';
import { keepVerification } from './keep-verification.sql.ts';

/** The last verification, as it was signed: read by whoever must not start one, such as the page of the notice. */
@Injectable()
export class VerificationRecord {
  constructor(@Inject(Database) private readonly database: Database) {}

  async keep(verification: Verification): Promise<void> {
    const values = [verification.report.measuredAt, JSON.stringify(verification)];
    await this.database.asWorker((sql) => sql.query(keepVerification, values));
  }

  /** Undefined while there was none, and for one of an older release whose report had another shape. */
  async last(): Promise<Verification | undefined> {
    const rows = await this.database.asWorker((sql) => sql.query<{ verification: unknown }>(findVerification));
    return verificationSchema.safeParse(rows[0]?.verification).data;
  }

  async status(): Promise<NoticeStatus> {
    const report = (await this.last())?.report;
    const claims = report?.claims.map(({ id, state, measured }) => ({ id, state, measured })) ?? [];
    return { measuredAt: report?.measuredAt ?? null, claims };
  }
}
