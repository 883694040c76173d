import { type Canary, canarySchema } from '@ebbflow/contracts';
import { newId, type OrganisationId, Personal, Secret } from '@ebbflow/kernel';
import { Answers, InternalOnly } from '@ebbflow/service-host';
import { Controller, Inject, Post } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';
import { PasswordsService } from '../passwords/passwords.service.ts';

/** Made as any account is, so that what erases it is held to what people have; the password is known to nobody, and no mail reaches the address. */
@Controller('internal/v1/canaries')
export class CanariesController {
  constructor(
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(PasswordsService) private readonly passwords: PasswordsService,
  ) {}

  @InternalOnly('retention')
  @Answers(canarySchema)
  @Post()
  async create(): Promise<Canary> {
    const organisationId = newId<OrganisationId>('org');
    const passwordHash = await this.passwords.hash(new Secret(randomBytes(32).toString('base64url')));
    const { userId } = await this.organisations.insertWithOwner(organisationId, {
      email: new Personal(`${organisationId}@canary.invalid`),
      passwordHash,
      clientIp: '127.0.0.1',
    });
    return { organisationId, userId };
  }
}
