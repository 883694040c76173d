import { CLOCK, type Clock, type Personal, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SetupLinkInvalidError } from '../identity.errors.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { BY_PASSWORD, SessionsService } from '../sessions/sessions.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { SetupLinksRepository } from './setup-links.repository.ts';

export interface FirstOwner {
  readonly email: Personal;
  readonly password: Secret;
  /** For the audit log. */
  readonly clientIp: string;
}

/** The set-up link becomes an owner with a password, who is signed in. */
@Injectable()
export class RedemptionService {
  constructor(
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(SetupLinksRepository) private readonly links: SetupLinksRepository,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws SetupLinkInvalidError, PasswordTooCommonError and EmailTakenError (the link stays open then), HashingBusyError */
  async redeem(token: string, { email, password, clientIp }: FirstOwner): Promise<{ token: Secret; expiresAt: Date }> {
    const tokenHash = hashOpaqueToken(token);
    const now = this.clock.now();
    // Looked at first, so that guessing links costs us a lookup and not a hash.
    const tenantId = (await this.directory.ofSetupLink(tokenHash, now))?.tenant_id;
    if (tenantId === undefined) throw new SetupLinkInvalidError();
    const passwordHash = await this.passwords.hashChosen(password, email);
    const userId = await this.links.transaction(tenantId, async (manager) => {
      await this.links.take(manager, { tenantId, tokenHash, now });
      return this.users.insert(manager, tenantId, { email, passwordHash });
    });
    return this.sessions.begin(tenantId, userId, { ...BY_PASSWORD, clientIp });
  }
}
