import type { Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CodeNeededError, UnknownTokenError, WrongPasswordError } from '../identity.errors.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { CodeCheckService } from '../second-factors/code-check.service.ts';
import { SecondFactorsRepository } from '../second-factors/second-factors.repository.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { SessionsService } from './sessions.service.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import type { BegunSession } from './sign-in-steps.service.ts';

/** Proves again who is signed in: by the password, and the second factor where there is one. */
@Injectable()
export class ProofService {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(SecondFactorsRepository) private readonly factors: SecondFactorsRepository,
    @Inject(CodeCheckService) private readonly codes: CodeCheckService,
  ) {}

  /**
   * The session goes on under a new token; the old one is worth nothing from then on.
   * @throws UnknownTokenError, TooManyAttemptsError, CodeNeededError, WrongPasswordError, WrongCodeError, HashingBusyError
   */
  async prove(sessionToken: string, password: Secret, code: string | undefined): Promise<BegunSession> {
    const session = await this.sessions.find(sessionToken);
    if (session === undefined) throw new UnknownTokenError();
    const person = { tenantId: session.tenant_id, userId: session.user_id };
    const user = await this.users.find(person.tenantId, person.userId);
    if (user === undefined) throw new UnknownTokenError();
    // The session's own count, as with a change of the password: a stranger at the door cannot use it up.
    await this.throttle.attempt(user.email, `session ${person.userId}`);
    const hasSecond = (await this.factors.find(person)) !== undefined;
    if (hasSecond && code === undefined) throw new CodeNeededError();
    const verdict = await this.passwords.verify(password, user.passwordHash);
    if (!verdict.matches) throw new WrongPasswordError();
    if (hasSecond) await this.codes.take(person, code ?? '');
    await this.throttle.succeeded(user.email, `session ${person.userId}`);
    return this.sessions.renew(session);
  }
}
