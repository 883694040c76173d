import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, type Personal } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LinkConfig } from '../links/link.config.ts';
import { LinkThrottle } from '../links/link-throttle.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { EmailChangesRepository } from './email-changes.repository.ts';

@Injectable()
export class EmailChangesService {
  constructor(
    @Inject(RecentProofService) private readonly proof: RecentProofService,
    @Inject(LinkThrottle) private readonly throttle: LinkThrottle,
    @Inject(LinkConfig) private readonly config: LinkConfig,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(EmailChangesRepository) private readonly changes: EmailChangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Says nothing of whether anybody has the address. @throws ProofNeededError, TooManyAttemptsError */
  async request(principal: Principal, email: Personal): Promise<void> {
    const person = await this.proof.demand(principal);
    await this.throttle.request('email-change', email, `session ${person.userId}`);
    const holder = await this.directory.ofUser(email);
    if (holder !== undefined && holder.id !== person.userId) {
      await this.changes.tellHolder(holder.tenant_id, holder.id);
      return;
    }
    const expiresAt = new Date(this.clock.nowMs() + this.config.resetLifetime.milliseconds);
    await this.changes.insert(person, { email, expiresAt });
  }
}
