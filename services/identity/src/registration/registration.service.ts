import { CLOCK, type Clock, newId, type OrganisationId, type Personal, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { RegistrationClosedError } from '../identity.errors.ts';
import { LinkConfig } from '../links/link.config.ts';
import { LinkThrottle } from '../links/link-throttle.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { RegistrationsRepository } from './registrations.repository.ts';

@Injectable()
export class RegistrationService {
  constructor(
    @Inject(RegistrationsRepository) private readonly registrations: RegistrationsRepository,
    @Inject(LinkConfig) private readonly config: LinkConfig,
    @Inject(LinkThrottle) private readonly throttle: LinkThrottle,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One hash and one short transaction, whether somebody has the address or not: the answer tells neither by itself nor by the
   * time it takes. @throws RegistrationClosedError, TooManyAttemptsError, PasswordTooCommonError, HashingBusyError
   */
  async register(email: Personal, password: Secret, clientIp: string): Promise<void> {
    if (this.config.registration === 'closed') throw new RegistrationClosedError();
    await this.throttle.request('registration', email, clientIp);
    const passwordHash = await this.passwords.hashChosen(password, email);
    const expiresAt = new Date(this.clock.nowMs() + this.config.registrationLifetime.milliseconds);
    const holder = await this.directory.ofUser(email);
    if (holder !== undefined) {
      await this.registrations.tellHolder(holder.tenant_id, holder.id, expiresAt);
      return;
    }
    await this.registrations.insert(newId<OrganisationId>('org'), { email, passwordHash, expiresAt });
  }
}
