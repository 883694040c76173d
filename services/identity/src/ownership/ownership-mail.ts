import { Inject, Injectable } from '@nestjs/common';
import { MailSubjects } from '../mail/mail-subjects.ts';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';

/** The mail about an offer names the organisation that is offered, which need not be the one where the person's account is kept. */
@Injectable()
export class OwnershipMail {
  constructor(
    @Inject(MailSubjects) subjects: MailSubjects,
    @Inject(OrganisationsRepository) organisations: OrganisationsRepository,
  ) {
    subjects.register('ownership-offered', async (mail) => {
      const person = await subjects.personOf(mail);
      return person && { ...person, facts: { organisation: await organisations.getName(mail.tenant_id) } };
    });
  }
}
