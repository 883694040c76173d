import { Personal, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { BadCredentialsError } from '../identity.errors.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { PendingSignIns } from '../pending-sign-ins/pending-sign-ins.ts';
import { type SignInOutcome, SignInStepsService } from '../sessions/sign-in-steps.service.ts';
import { SignInThrottle } from '../sessions/sign-in-throttle.ts';
import { UsersRepository } from '../users/users.repository.ts';

/**
 * Whoever came from a provider proves by the password, and the second factor where there is one, that the account here is theirs, too;
 * from then on the provider's word stands for the password.
 */
@Injectable()
export class ProviderLinkService {
  constructor(
    @Inject(PendingSignIns) private readonly pending: PendingSignIns,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(SignInStepsService) private readonly steps: SignInStepsService,
  ) {}

  /**
   * The same work and the same answer where nobody has the address.
   * @throws SignInOverError, TooManyAttemptsError, BadCredentialsError, HashingBusyError, ProviderAccountTakenError
   */
  async link(token: string, password: Secret, clientIp: string): Promise<SignInOutcome> {
    const row = await this.pending.claim(token, 'provider-link');
    const { tenant_id: tenantId, user_id: userId, provider, issuer, subject } = row;
    const user = userId === null ? undefined : await this.users.find(tenantId, userId);
    await this.throttle.attempt(user?.email ?? new Personal(row.id), clientIp);
    const verdict = await this.passwords.verify(password, user?.passwordHash);
    if (user === undefined || !verdict.matches) throw new BadCredentialsError();
    await this.throttle.succeeded(user.email, clientIp);
    await this.pending.take(token, 'provider-link');
    const account = { provider: provider ?? '', issuer: issuer ?? '', subject: subject ?? '' };
    const { id, passwordHash } = user;
    return this.steps.afterFirst(
      { tenantId, userId: id },
      { method: 'provider', isProof: true, clientIp, passwordHash, account },
    );
  }
}
