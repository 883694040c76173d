import type { Principal } from '@ebbflow/contracts';
import type { Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LinkInvalidError, UnknownTokenError, WrongPasswordError } from '../identity.errors.ts';
import type { PasswordResetRow } from '../password-resets/find-password-reset.sql.ts';
import { SignInThrottle } from '../sessions/sign-in-throttle.ts';
import { personOf } from '../users/person.policy.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { PasswordsService } from './passwords.service.ts';

@Injectable()
export class PasswordChangeService {
  constructor(
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
  ) {}

  /**
   * Asks for the current password again, because a session left open at a desk is no proof of the person. All sessions end
   * with the old password, this one too: whoever got hold of one is out.
   * @throws NotAPersonError, TooManyAttemptsError, WrongPasswordError, PasswordTooCommonError, HashingBusyError
   */
  async change(principal: Principal, passwords: { current: Secret; chosen: Secret }): Promise<void> {
    const { tenantId, userId } = personOf(principal);
    const user = await this.users.find(tenantId, userId);
    if (user === undefined) throw new UnknownTokenError();
    // The count is the session's own: a stranger at the sign-in page cannot use it up.
    await this.throttle.attempt(user.email, `session ${userId}`);
    const verdict = await this.passwords.verify(passwords.current, user.passwordHash);
    if (!verdict.matches) throw new WrongPasswordError();
    const hash = await this.passwords.hashChosen(passwords.chosen, user.email);
    await this.users.changePassword({ tenantId, userId }, { passwordHash: hash, seenHash: user.passwordHash });
    await this.throttle.succeeded(user.email, `session ${userId}`);
  }

  /** Whoever holds the link reads the person's mail, which is as much as anybody proves here. @throws LinkInvalidError, PasswordTooCommonError, HashingBusyError */
  async byLink(reset: PasswordResetRow, chosen: Secret): Promise<void> {
    const { tenant_id: tenantId, user_id: userId, id: resetId } = reset;
    const email = await this.users.findEmail(tenantId, userId);
    if (email === undefined) throw new LinkInvalidError();
    const passwordHash = await this.passwords.hashChosen(chosen, email);
    await this.users.changePassword({ tenantId, userId }, { passwordHash, resetId });
  }
}
