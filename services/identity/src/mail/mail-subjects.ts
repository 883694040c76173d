import type { Personal } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { PasswordResetsRepository } from '../password-resets/password-resets.repository.ts';
import { RegistrationsRepository } from '../registration/registrations.repository.ts';
import { UsersRepository } from '../users/users.repository.ts';
import type { MailRow } from './claim-mails.sql.ts';
import type { MailKind } from './mail-kinds.ts';

/** Who gets a message, and what its text needs. Looked up when it is sent; nothing of it is kept with the message. */
export interface MailSubject {
  readonly to: Personal;
  readonly facts?: Readonly<Record<string, string>>;
  /** Run under the worker role in the transaction that drops the sent message from the queue. */
  readonly onSent?: (sql: SqlClient) => Promise<void>;
}

/** Undefined when there is nobody to write to or nothing to write about any more: the link was used, the person is gone. */
export type FindSubject = (mail: MailRow) => Promise<MailSubject | undefined>;

/**
 * What messages are about. Whoever owns the subject of a kind registers how it is found, once, in its constructor; the mail does not
 * know its tables. A kind nobody registered goes to the person it names.
 */
@Injectable()
export class MailSubjects {
  readonly #finders = new Map<MailKind, FindSubject>();
  readonly #users: UsersRepository;

  constructor(
    @Inject(UsersRepository) users: UsersRepository,
    @Inject(RegistrationsRepository) registrations: RegistrationsRepository,
    @Inject(PasswordResetsRepository) resets: PasswordResetsRepository,
  ) {
    this.#users = users;
    this.register('confirm-registration', async (mail) => {
      const to = await registrations.findEmail(mail.tenant_id, mail.subject_id ?? '');
      return to && { to };
    });
    this.register('password-reset', async (mail) =>
      (await resets.exists(mail.tenant_id, mail.subject_id ?? '')) ? this.personOf(mail) : undefined,
    );
  }

  register(kind: MailKind, find: FindSubject): void {
    this.#finders.set(kind, find);
  }

  find(mail: MailRow): Promise<MailSubject | undefined> {
    return this.#finders.get(mail.kind)?.(mail) ?? this.personOf(mail);
  }

  /** The person the message names. For finders that add facts. */
  async personOf({ home_tenant_id: homeTenantId, user_id: userId }: MailRow): Promise<MailSubject | undefined> {
    const to = userId === null ? undefined : await this.#users.findEmail(homeTenantId, userId);
    return to && { to };
  }
}
