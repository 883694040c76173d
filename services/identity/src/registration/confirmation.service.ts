import { CLOCK, type Clock, Personal, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { BadCredentialsError, EmailTakenError, LinkInvalidError } from '../identity.errors.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { BY_PASSWORD, SessionsService } from '../sessions/sessions.service.ts';
import { SignInThrottle } from '../sessions/sign-in-throttle.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { RegistrationsRepository } from './registrations.repository.ts';

/**
 * The link proves that somebody reads mail at the address, the password that it is who registered. Without the second, a
 * stranger could register with somebody's address and wait for that person to open the link out of curiosity.
 */
@Injectable()
export class ConfirmationService {
  constructor(
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(RegistrationsRepository) private readonly registrations: RegistrationsRepository,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws LinkInvalidError, TooManyAttemptsError, HashingBusyError, BadCredentialsError (the link stays open then) */
  async confirm(token: string, password: Secret, clientIp: string): Promise<{ token: Secret; expiresAt: Date }> {
    const row = await this.directory.ofRegistration(hashOpaqueToken(token), this.clock.now());
    if (row === undefined) throw new LinkInvalidError();
    const email = new Personal(row.email);
    await this.throttle.attempt(email, clientIp);
    const verdict = await this.passwords.verify(password, row.password_hash);
    if (!verdict.matches) throw new BadCredentialsError();
    await this.throttle.succeeded(email, clientIp);
    const userId = await this.registrations
      .confirm(row.tenant_id, row, { email, clientIp })
      .catch((thrown: unknown) => {
        // Another registration of the same address was confirmed first; who holds this link learns that it opens nothing.
        throw thrown instanceof EmailTakenError ? new LinkInvalidError() : thrown;
      });
    return this.sessions.begin(row.tenant_id, userId, { ...BY_PASSWORD, clientIp });
  }
}
