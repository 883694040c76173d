import type { bootstrapOrganisationSchema, bootstrappedOrganisationSchema } from '@ebbflow/contracts';
import { DefectError, newId, type OrganisationId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ApiTokensRepository } from '../api-tokens/api-tokens.repository.ts';
import { SetupLinksService } from '../setup-links/setup-links.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

/**
 * The installation's first organisation: made once, however often and from however many processes it is asked for. The
 * one-time link is made anew each time until it is used, since only its hash is kept and the operator who starts the
 * product again must be able to see one.
 */
@Injectable()
export class BootstrapService {
  constructor(
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(ApiTokensRepository) private readonly apiTokens: ApiTokensRepository,
    @Inject(SetupLinksService) private readonly setupLinks: SetupLinksService,
  ) {}

  async bootstrap({
    name,
    issueOperatorToken = false,
  }: z.infer<typeof bootstrapOrganisationSchema>): Promise<z.infer<typeof bootstrappedOrganisationSchema>> {
    const candidate = newId<OrganisationId>('org');
    const known = (await this.directory.ofBootstrapKey(name))?.tenant_id;
    const created = known === undefined && (await this.organisations.insertBootstrapped(candidate, name, name));
    const organisationId = created ? candidate : (known ?? (await this.directory.ofBootstrapKey(name))?.tenant_id);
    if (organisationId === undefined) {
      throw new DefectError('IDENTITY.NOT_BOOTSTRAPPED', 'The organisation was neither found nor made.');
    }
    const isWanted = created || issueOperatorToken;
    const operatorToken = isWanted
      ? await this.apiTokens.replace(organisationId, { name: 'Operator', scopes: ['*'], expiresAt: null })
      : undefined;
    const setupToken = await this.setupLinks.issue(organisationId);
    return {
      organisationId,
      created,
      setupToken: setupToken?.reveal() ?? null,
      operatorToken: operatorToken?.reveal() ?? null,
    };
  }
}
