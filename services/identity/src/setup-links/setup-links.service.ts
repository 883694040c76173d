import { CLOCK, type Clock, type Personal, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SetupLinkInvalidError } from '../identity.errors.ts';
import { hashOpaqueToken, newOpaqueToken } from '../opaque-token.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { SetupLinkConfig } from './setup-link.config.ts';
import { SetupLinksRepository } from './setup-links.repository.ts';

@Injectable()
export class SetupLinksService {
  constructor(
    @Inject(SetupLinksRepository) private readonly links: SetupLinksRepository,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(SetupLinkConfig) private readonly config: SetupLinkConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A fresh link for the organisation, which makes an older one worthless; undefined once one was used. */
  async issue(tenantId: string): Promise<Secret | undefined> {
    const { token, hash } = newOpaqueToken('ebl');
    const expiresAt = new Date(this.clock.nowMs() + this.config.lifetime.milliseconds);
    return (await this.links.issue(tenantId, hash, expiresAt)) ? token : undefined;
  }

  /** @throws SetupLinkInvalidError, EmailTakenError (the link stays open then), HashingBusyError */
  async redeem(token: string, email: Personal, password: Secret): Promise<{ token: Secret; expiresAt: Date }> {
    const tokenHash = hashOpaqueToken(token);
    const now = this.clock.now();
    // Looked at first, so that guessing links costs us a lookup and not a hash.
    const tenantId = await this.links.findTenant(tokenHash, now);
    if (tenantId === undefined) throw new SetupLinkInvalidError();
    const passwordHash = await this.passwords.hash(password);
    const userId = await this.links.transaction(tenantId, async (manager) => {
      await this.links.take(manager, { tenantId, tokenHash, now });
      return this.users.insert(manager, tenantId, { email, passwordHash, role: 'owner' });
    });
    return this.sessions.begin(tenantId, userId);
  }
}
