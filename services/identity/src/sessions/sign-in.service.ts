import type { Personal, Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { BadCredentialsError } from '../identity.errors.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import type { Person } from '../users/person.policy.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { FailedSignInsJob } from './failed-sign-ins.job.ts';
import { BY_PASSWORD } from './sessions.service.ts';
import { type SignInOutcome, SignInStepsService } from './sign-in-steps.service.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

/** Whose password it was, and what came of it. */
export interface PasswordSignIn {
  readonly person: Person;
  readonly outcome: SignInOutcome;
}

@Injectable()
export class SignInService {
  constructor(
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(SignInStepsService) private readonly steps: SignInStepsService,
    @Inject(FailedSignInsJob) private readonly failed: FailedSignInsJob,
  ) {}

  /** @throws TooManyAttemptsError, HashingBusyError, BadCredentialsError */
  async signIn(email: Personal, password: Secret, clientIp: string): Promise<PasswordSignIn> {
    this.passwords.assertRoom();
    await this.throttle.attempt(email, clientIp);
    const user = await this.directory.ofUser(email);
    const verdict = await this.passwords.verify(password, user?.password_hash);
    if (user === undefined) throw new BadCredentialsError();
    const person = { tenantId: user.tenant_id, userId: user.id };
    if (!verdict.matches) {
      this.failed.note(person, 'password', clientIp);
      throw new BadCredentialsError();
    }
    await this.throttle.succeeded(email, clientIp);
    let passwordHash = user.password_hash;
    // Only now is the password known; the next chance would be the next sign-in.
    if (verdict.needsRehash) passwordHash = await this.#rehash(person, password, passwordHash);
    return { person, outcome: await this.steps.afterFirst(person, { ...BY_PASSWORD, clientIp, passwordHash }) };
  }

  /** @throws BadCredentialsError when the person took another password meanwhile */
  async #rehash(person: Person, password: Secret, seenHash: string): Promise<string> {
    const passwordHash = await this.passwords.hash(password);
    if (!(await this.users.updatePasswordHash(person, { seenHash, passwordHash }))) throw new BadCredentialsError();
    return passwordHash;
  }
}
