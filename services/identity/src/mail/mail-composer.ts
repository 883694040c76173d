import type { Personal } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LinkTokens } from '../links/link-tokens.ts';
import { PasswordResetsRepository } from '../password-resets/password-resets.repository.ts';
import { RegistrationsRepository } from '../registration/registrations.repository.ts';
import { UsersRepository } from '../users/users.repository.ts';
import type { MailRow } from './claim-mails.sql.ts';
import { MailConfig } from './mail.config.ts';
import { MAIL_KINDS, type MailPurpose } from './mail-kinds.ts';
import { mailText, type MailText } from './mail-text.ts';

export interface ComposedMail extends MailText {
  readonly to: Personal;
  readonly purpose: MailPurpose;
}

/** Address and text of a message, made when they are needed and kept nowhere. */
@Injectable()
export class MailComposer {
  constructor(
    @Inject(MailConfig) private readonly config: MailConfig,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(RegistrationsRepository) private readonly registrations: RegistrationsRepository,
    @Inject(PasswordResetsRepository) private readonly resets: PasswordResetsRepository,
  ) {}

  /** Undefined when there is nobody to write to or nothing to write about any more: the link was used, the person is gone. */
  async compose(mail: MailRow): Promise<ComposedMail | undefined> {
    const to = await this.#recipientOf(mail);
    if (to === undefined) return undefined;
    const token = mail.subject_id === null ? undefined : this.tokens.of(mail.subject_id).token.reveal();
    return { to, purpose: MAIL_KINDS[mail.kind], ...mailText(mail.kind, this.config.publicUrl, token) };
  }

  async #recipientOf({ tenant_id: tenantId, kind, user_id: userId, subject_id: subjectId }: MailRow) {
    if (kind === 'confirm-registration') return this.registrations.findEmail(tenantId, subjectId ?? '');
    if (kind === 'password-reset' && !(await this.resets.exists(tenantId, subjectId ?? ''))) return undefined;
    return userId === null ? undefined : this.users.findEmail(tenantId, userId);
  }
}
