import type { Principal, WaitingMail } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { StaffAccess } from '../audit/staff-access.ts';
import { NoOutboxError } from '../identity.errors.ts';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';
import { personOf } from '../users/person.policy.ts';
import { MailComposer } from './mail-composer.ts';
import { MailTransport } from './mail-transport.ts';
import { WaitingMails } from './waiting-mails.ts';

const SHOWN = 100;

/**
 * Where an installation has no mail server, its operator passes messages on. Whoever reads them can do what their readers can,
 * so it is the owner of the installation's own organisation, and only while there is no server.
 */
@Injectable()
export class MailOutboxService {
  constructor(
    @Inject(MailTransport) private readonly transport: MailTransport,
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(WaitingMails) private readonly mails: WaitingMails,
    @Inject(MailComposer) private readonly composer: MailComposer,
    @Inject(StaffAccess) private readonly staff: StaffAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError, NoOutboxError */
  async list(principal: Principal): Promise<WaitingMail[]> {
    personOf(principal);
    // An owner's scope is everything; nobody else has that.
    const isOwner = principal.scopes.includes('*');
    if (this.transport.isThere || !isOwner || !(await this.organisations.isBootstrapped(principal.organisationId)))
      throw new NoOutboxError();
    const rows = await this.staff.read(principal, 'mail', (reading) =>
      this.mails.list(reading, this.clock.now(), SHOWN),
    );
    const shown = await Promise.all(
      rows.map(async (row) => {
        const mail = await this.composer.compose(row);
        if (mail === undefined) return [];
        const { to, purpose, subject, text } = mail;
        const { id, kind, created_at: createdAt, expires_at: expiresAt } = row;
        const times = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
        return [{ id, kind, purpose, to: to.reveal(), subject, text, ...times }];
      }),
    );
    return shown.flat();
  }
}
