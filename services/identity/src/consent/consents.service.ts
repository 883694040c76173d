import {
  type Consent,
  CONSENT_PURPOSES,
  type ConsentPurpose,
  type ConsentRecord,
  type ConsentRecordList,
  type Principal,
} from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { MailConfig } from '../mail/mail.config.ts';
import { FROM_THE_NEWEST, readPageCursor, writePageCursor } from '../page-cursor.ts';
import { personOf } from '../users/person.policy.ts';
import { CONSENT_PURPOSE_FACTS } from './consent-purposes.policy.ts';
import { ConsentRecordsRepository } from './consent-records.repository.ts';
import { Consents } from './consents.ts';
import type { ConsentRecordRow } from './list-consent-records.sql.ts';

/** A person's own consents. */
@Injectable()
export class ConsentsService {
  constructor(
    @Inject(Consents) private readonly consents: Consents,
    @Inject(ConsentRecordsRepository) private readonly records: ConsentRecordsRepository,
    @Inject(MailConfig) private readonly config: MailConfig,
  ) {}

  /** @throws NotAPersonError */
  async list(principal: Principal): Promise<Consent[]> {
    const current = await this.consents.current(personOf(principal));
    return CONSENT_PURPOSES.map((purpose) => {
      const row = current.get(purpose);
      return {
        purpose,
        isGiven: row?.state === 'given',
        noticeVersion: row?.notice_version ?? null,
        decidedAt: row?.recorded_at.toISOString() ?? null,
      };
    });
  }

  /** @throws NotAPersonError */
  async decide(principal: Principal, purpose: ConsentPurpose, isGiven: boolean): Promise<Consent> {
    await this.consents.decide({ ...personOf(principal), purpose, isGiven, method: 'settings' });
    const all = await this.list(principal);
    return all.find((consent) => consent.purpose === purpose) as Consent;
  }

  /** @throws NotAPersonError, InvalidInputError for a cursor that is none */
  async listRecords(
    principal: Principal,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<ConsentRecordList> {
    const { tenantId, userId } = personOf(principal);
    const before = page.cursor === undefined ? FROM_THE_NEWEST : readPageCursor(page.cursor);
    const rows = await this.records.list(tenantId, userId, { before, most: page.limit + 1 });
    const last = rows.length > page.limit ? rows[page.limit - 1] : undefined;
    return {
      items: rows.slice(0, page.limit).map((row) => this.#shown(userId, row)),
      nextCursor: last === undefined ? null : writePageCursor({ at: last.recorded_at, id: last.id }),
    };
  }

  #shown(userId: string, row: ConsentRecordRow): ConsentRecord {
    const { description, information, recipients } = CONSENT_PURPOSE_FACTS[row.purpose];
    return {
      schemaVersion: 'ISO/IEC TS 27560:2023',
      recordId: row.id,
      piiPrincipalId: userId,
      piiProcessing: {
        privacyNotice: { version: row.notice_version, digest: row.digest },
        language: 'en',
        purpose: row.purpose,
        purposeDescription: description,
        lawfulBasis: 'consent',
        piiInformation: [...information],
        recipientThirdParties: [...recipients],
        withdrawalMethod: `PUT /v1/me/consents/${row.purpose} { "isGiven": false }, or the settings of the profile`,
      },
      partyIdentification: [{ partyRole: 'controller', partyUrl: this.config.publicUrl.href }],
      event: {
        eventTime: row.recorded_at.toISOString(),
        eventType: 'explicit',
        state: row.state,
        method: row.method,
      },
    };
  }
}
