import { Inject, Injectable } from '@nestjs/common';
import { LinkTokens } from '../links/link-tokens.ts';
import { MailPreferencesRepository } from '../mail-preferences/mail-preferences.repository.ts';
import { isOptional } from '../mail-preferences/optional-purposes.policy.ts';
import { UnsubscribeTokens } from '../mail-preferences/unsubscribe-tokens.ts';
import type { MailRow } from './claim-mails.sql.ts';
import { Restrictions } from '../restriction/restrictions.ts';
import { MailConfig } from './mail.config.ts';
import { OWED_KINDS, type MailPurpose, purposeOf } from './mail-kinds.ts';
import { type MailSubject, MailSubjects } from './mail-subjects.ts';
import { mailText, type MailText } from './mail-text.ts';

export interface ComposedMail extends MailText, Pick<MailSubject, 'to' | 'onSent'> {
  readonly purpose: MailPurpose;
  /** Ends messages of this purpose by one POST (RFC 8058); only with those a person can do without. */
  readonly unsubscribeUrl?: string;
}

/** Address and text of a message, made when they are needed and kept nowhere. */
@Injectable()
export class MailComposer {
  constructor(
    @Inject(MailConfig) private readonly config: MailConfig,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(MailSubjects) private readonly subjects: MailSubjects,
    @Inject(MailPreferencesRepository) private readonly preferences: MailPreferencesRepository,
    @Inject(UnsubscribeTokens) private readonly unsubscribes: UnsubscribeTokens,
    @Inject(Restrictions) private readonly restrictions: Restrictions,
  ) {}

  /**
   * Undefined when it is not to be sent: there is nobody or nothing to write about any more, or the person does not want messages of this
   * purpose. That is asked here, at each attempt, so that a message that waited is held to what the person wants now.
   */
  async compose(mail: MailRow): Promise<ComposedMail | undefined> {
    const purpose = purposeOf(mail.kind);
    const refusable = isOptional(purpose) && !OWED_KINDS.has(mail.kind) && mail.user_id !== null;
    const reader = { tenantId: mail.home_tenant_id, userId: mail.user_id ?? '' };
    if (refusable && !(await this.preferences.wants(reader.tenantId, reader.userId, purpose))) return undefined;
    // Of whose data may only be stored nothing is made that is not owed (Article 18 GDPR).
    if (refusable && (await this.restrictions.has(reader.userId))) return undefined;
    const subject = await this.subjects.find(mail);
    if (subject === undefined) return undefined;
    const { to, onSent, facts = {} } = subject;
    const link = (path: string): string => new URL(path, this.config.publicUrl).href;
    const unsubscribeUrl = refusable
      ? link(`/unsubscribe/${this.unsubscribes.of({ ...reader, purpose }).reveal()}`)
      : undefined;
    const words = { link, token: this.#tokenOf(mail), fact: (name: string) => facts[name] ?? '' };
    const { subject: title, text } = mailText(mail.kind, words);
    return {
      to,
      purpose,
      subject: title,
      text: unsubscribeUrl === undefined ? text : `${text}\n${footer(unsubscribeUrl)}`,
      ...(onSent && { onSent }),
      ...(unsubscribeUrl === undefined ? {} : { unsubscribeUrl }),
    };
  }

  #tokenOf({ subject_id: subjectId }: MailRow): string {
    return subjectId === null || subjectId === '' ? '' : this.tokens.of(subjectId).token.reveal();
  }
}

function footer(unsubscribeUrl: string): string {
  return `--\nNo more mails of this kind: ${unsubscribeUrl}\n`;
}
