import type { Erased, ErasureCounts, ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { type ErasurePart, ErasureParts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { existsOrganisation } from '../audit/exists-organisation.sql.ts';
import { countNewsletterContacts } from './count-newsletter-contacts.sql.ts';
import { LastOwnerError, UnknownSubjectError } from './erasure.errors.ts';
import { findPerson, type FoundPerson } from './find-person.sql.ts';
import { forgetAddress } from './forget-address.sql.ts';

/**
 * What identity does of an erasure beyond rows: it knows whether there is anybody of this id, refuses where an organisation would be left to
 * nobody, and waits until the newsletter's provider has forgotten too (Article 19 GDPR), which its job sees to once the person is gone.
 */
@Injectable()
export class PersonErasure implements ErasurePart {
  readonly kinds = ['user', 'organisation'] as const;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ErasureParts) parts: ErasureParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    parts.add(this);
  }

  /** @throws UnknownSubjectError, LastOwnerError */
  async count(subject: ErasureSubject): Promise<ErasureCounts> {
    if (subject.kind === 'user') {
      const person = await this.#find(subject.tenantId, subject.userId);
      if (person === undefined) throw new UnknownSubjectError();
      if (person.lastOwnerOf.length > 0) throw new LastOwnerError(person.lastOwnerOf);
    } else {
      const rows = await this.database.asWorker((sql) => sql.query(existsOrganisation, [subject.tenantId]));
      if (rows.length === 0) throw new UnknownSubjectError();
    }
    return {};
  }

  async memberOf(subject: ErasureSubject): Promise<string[]> {
    if (subject.kind !== 'user') return [];
    return (await this.#find(subject.tenantId, subject.userId))?.memberOf ?? [];
  }

  /** Before the rows, while the address is still known: shredding is what makes everything of the person unreadable at once. */
  async stop(subject: ErasureSubject): Promise<ErasureCounts> {
    if (subject.kind !== 'user') return {};
    const person = await this.#find(subject.tenantId, subject.userId);
    if (person === undefined) return {};
    const [gone] = await this.database.asWorker((sql) =>
      sql.query<{ invitations: number; registrations: number }>(forgetAddress, [person.email]),
    );
    const counts = { 'identity.invitation': gone?.invitations ?? 0, 'identity.registration': gone?.registrations ?? 0 };
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  }

  /** Not done as long as the newsletter's provider may know somebody. */
  async erase(subject: ErasureSubject): Promise<Erased> {
    const userId = subject.kind === 'user' ? subject.userId : null;
    const [row] = await this.database.asWorker((sql) =>
      sql.query<{ count: number }>(countNewsletterContacts, [subject.tenantId, userId, this.clock.now()]),
    );
    return { counts: {}, isDone: (row?.count ?? 0) === 0 };
  }

  async #find(tenantId: string, userId: string): Promise<FoundPerson | undefined> {
    const [person] = await this.database.asWorker((sql) => sql.query<FoundPerson>(findPerson, [tenantId, userId]));
    return person;
  }
}
