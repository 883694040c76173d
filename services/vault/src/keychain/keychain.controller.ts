import {
  createKeychainKeySchema,
  type KeychainKey,
  type KeychainKeyList,
  keychainKeyListSchema,
  keychainKeySchema,
  type KeychainSecret,
  keychainSecretSchema,
  keychainUsesSchema,
  listKeychainKeysSchema,
  patchKeychainKeySchema,
  type Principal,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  Requires,
  ZodBody,
  ZodQuery,
  FiltersByTeam,
} from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Put, Res } from '@nestjs/common';
import type { z } from 'zod';
import { readRevisionTag, revisionTag } from './key-revision.policy.ts';
import { KeyUses } from './key-uses.repository.ts';
import { KeychainService } from './keychain.service.ts';

interface Reply {
  header(name: string, value: string): unknown;
}

@Controller('v1/keys')
export class KeychainController {
  constructor(
    @Inject(KeychainService) private readonly keychain: KeychainService,
    @Inject(KeyUses) private readonly uses: KeyUses,
  ) {}

  @Post()
  @Requires('keys:write')
  @FiltersByTeam()
  @Answers(keychainKeySchema)
  async create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createKeychainKeySchema) input: z.infer<typeof createKeychainKeySchema>,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<KeychainKey> {
    return tagged(reply, await this.keychain.create(principal, input));
  }

  @Get()
  @Requires('keys:read')
  @FiltersByTeam()
  @Answers(keychainKeyListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listKeychainKeysSchema) page: z.infer<typeof listKeychainKeysSchema>,
  ): Promise<KeychainKeyList> {
    return this.keychain.list(principal, page);
  }

  @Get(':keyId')
  @Requires('keys:read')
  @Answers(keychainKeySchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('keyId') keyId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<KeychainKey> {
    return tagged(reply, await this.keychain.get(organisationId, keyId));
  }

  @Get(':keyId/uses')
  @Requires('keys:read')
  @Answers(keychainUsesSchema)
  async listUses(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('keyId') keyId: string,
  ): Promise<z.infer<typeof keychainUsesSchema>> {
    await this.keychain.get(organisationId, keyId);
    return this.uses.list(organisationId, keyId);
  }

  @Patch(':keyId')
  @Requires('keys:write')
  @Answers(keychainKeySchema)
  async change(
    @CurrentPrincipal() principal: Principal,
    @Param('keyId') keyId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(patchKeychainKeySchema) patch: z.infer<typeof patchKeychainKeySchema>,
  ): Promise<KeychainKey> {
    return this.keychain.change(principal, keyId, readRevisionTag(ifMatch), patch);
  }

  /** Under `If-Match` as well: a secret is entrusted for the origins that its owner saw when they typed it. */
  @Put(':keyId/secret')
  @Requires('keys:write')
  @Answers(keychainKeySchema)
  async replaceSecret(
    @CurrentPrincipal() principal: Principal,
    @Param('keyId') keyId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(keychainSecretSchema) secret: KeychainSecret,
  ): Promise<KeychainKey> {
    return this.keychain.replaceSecret(principal, keyId, readRevisionTag(ifMatch), secret);
  }

  @Delete(':keyId')
  @HttpCode(204)
  @Requires('keys:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() principal: Principal, @Param('keyId') keyId: string): Promise<void> {
    return this.keychain.delete(principal, keyId);
  }
}

function tagged(reply: Reply, key: KeychainKey): KeychainKey {
  reply.header('etag', revisionTag(key.revision));
  return key;
}
