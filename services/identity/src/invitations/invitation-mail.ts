import { Inject, Injectable } from '@nestjs/common';
import { MailSubjects } from '../mail/mail-subjects.ts';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';
import { InvitationsRepository } from './invitations.repository.ts';

/** The mail to somebody invited goes to the address of the invitation, as long as that is open. */
@Injectable()
export class InvitationMail {
  constructor(
    @Inject(MailSubjects) subjects: MailSubjects,
    @Inject(InvitationsRepository) invitations: InvitationsRepository,
    @Inject(OrganisationsRepository) organisations: OrganisationsRepository,
  ) {
    subjects.register('invitation', async ({ tenant_id: tenantId, subject_id: id }) => {
      const invitation = await invitations.find(tenantId, id ?? '');
      if (invitation === undefined) return undefined;
      return { to: invitation.email, facts: { organisation: await organisations.getName(tenantId) } };
    });
  }
}
