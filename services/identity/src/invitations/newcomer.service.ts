import { newId, type OrganisationId, Personal, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { BY_PASSWORD, SessionsService } from '../sessions/sessions.service.ts';
import { SignInThrottle } from '../sessions/sign-in-throttle.ts';
import { InvitationsRepository } from './invitations.repository.ts';
import { InvitedService } from './invited.service.ts';

/**
 * Somebody without an account opens the link of an invitation and chooses a password. The link came to the address, which proves it. The
 * account is kept in an organisation of the person's own, like any other: it must not hang on whoever sent the invitation. First the
 * account, then the membership: when something fails in between, the link still works after signing in.
 */
@Injectable()
export class NewcomerService {
  constructor(
    @Inject(InvitedService) private readonly invited: InvitedService,
    @Inject(InvitationsRepository) private readonly invitations: InvitationsRepository,
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
  ) {}

  /** @throws LinkInvalidError, TooManyAttemptsError, PasswordTooCommonError, HashingBusyError; EmailTakenError: sign in first */
  async accept(token: string, password: Secret, clientIp: string): Promise<{ token: Secret; expiresAt: Date }> {
    const row = await this.invited.find(token);
    const email = new Personal(row.email);
    await this.throttle.attempt(email, clientIp);
    const passwordHash = await this.passwords.hashChosen(password, email);
    const home = newId<OrganisationId>('org');
    const person = await this.organisations.insertWithOwner(home, { email, passwordHash, clientIp });
    await this.invitations.accept(row.tenant_id, row.id, person);
    const begun = await this.sessions.begin(person.tenantId, person.userId, { ...BY_PASSWORD, clientIp });
    const session = await this.sessions.find(begun.token.reveal());
    if (session !== undefined) await this.organisations.switchSession(person, session.id, row.tenant_id);
    return begun;
  }
}
