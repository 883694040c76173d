import type { bootstrappedOrganisationSchema } from '@ebbflow/contracts';
import { DefectError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ApiTokensRepository } from '../api-tokens/api-tokens.repository.ts';
import { SetupLinksService } from '../setup-links/setup-links.service.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

/**
 * The installation's first organisation: made once, however often and from however many processes it is asked for. The
 * one-time link is made anew each time until it is used, since only its hash is kept and the operator who starts the
 * product again must be able to see one.
 */
@Injectable()
export class BootstrapService {
  constructor(
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(ApiTokensRepository) private readonly apiTokens: ApiTokensRepository,
    @Inject(SetupLinksService) private readonly setupLinks: SetupLinksService,
  ) {}

  async bootstrap(name: string): Promise<z.infer<typeof bootstrappedOrganisationSchema>> {
    const known = await this.organisations.findBootstrapped(name);
    const made = known === undefined ? await this.organisations.insertBootstrapped(name, name) : undefined;
    const organisationId = known ?? made ?? (await this.organisations.findBootstrapped(name));
    if (organisationId === undefined)
      throw new DefectError('IDENTITY.NOT_BOOTSTRAPPED', 'The organisation was neither found nor made.');
    const operatorToken =
      made === undefined
        ? null
        : await this.apiTokens.issue(organisationId, { name: 'Operator', scopes: ['*'], expiresAt: null });
    const setupToken = await this.setupLinks.issue(organisationId);
    return {
      organisationId,
      created: made !== undefined,
      setupToken: setupToken?.reveal() ?? null,
      operatorToken: operatorToken?.reveal() ?? null,
    };
  }
}
