import { CLOCK, type Clock, type Personal, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LinkInvalidError } from '../identity.errors.ts';
import { LinkConfig } from '../links/link.config.ts';
import { LinkThrottle } from '../links/link-throttle.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { PasswordChangeService } from '../passwords/password-change.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { PasswordResetsRepository } from './password-resets.repository.ts';

@Injectable()
export class PasswordResetsService {
  constructor(
    @Inject(LinkConfig) private readonly config: LinkConfig,
    @Inject(LinkThrottle) private readonly throttle: LinkThrottle,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(PasswordResetsRepository) private readonly resets: PasswordResetsRepository,
    @Inject(PasswordChangeService) private readonly change: PasswordChangeService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Says nothing of whether anybody has the address, neither by the answer nor by the time it takes. @throws TooManyAttemptsError */
  async request(email: Personal, clientIp: string): Promise<void> {
    await this.throttle.request('password-reset', email, clientIp);
    const user = await this.directory.ofUser(email);
    const expiresAt = new Date(this.clock.nowMs() + this.config.resetLifetime.milliseconds);
    await this.resets.insert(user && { tenantId: user.tenant_id, userId: user.id }, expiresAt);
  }

  /** @throws LinkInvalidError, PasswordTooCommonError and HashingBusyError (the link stays open then) */
  async redeem(token: string, password: Secret): Promise<void> {
    // Looked at first, so that guessing links costs us a lookup and not a hash.
    const reset = await this.directory.ofPasswordReset(hashOpaqueToken(token), this.clock.now());
    if (reset === undefined) throw new LinkInvalidError();
    await this.change.byLink(reset, password);
  }
}
