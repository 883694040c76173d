import {
  type AddPasskey,
  addPasskeySchema,
  type Passkey,
  type PasskeyList,
  passkeyListSchema,
  type PasskeyOptions,
  passkeyOptionsSchema,
  passkeySchema,
  type Principal,
  renamePasskeySchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ShowsSecretOnce, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { readRevision } from '../organisations/revision-tag.policy.ts';
import { OwnPasskeysService } from './own-passkeys.service.ts';

@Controller('v1/me/passkeys')
export class OwnPasskeysController {
  constructor(@Inject(OwnPasskeysService) private readonly passkeys: OwnPasskeysService) {}

  @Requires('me:read')
  @Answers(passkeyListSchema)
  @Get()
  async list(@CurrentPrincipal() principal: Principal): Promise<PasskeyList> {
    return { items: await this.passkeys.list(principal), nextCursor: null };
  }

  @Requires('me:write')
  @Answers(passkeyOptionsSchema)
  @ShowsSecretOnce()
  @Post('options')
  @HttpCode(200)
  begin(@CurrentPrincipal() principal: Principal): Promise<PasskeyOptions> {
    return this.passkeys.begin(principal);
  }

  @Requires('me:write')
  @Answers(passkeySchema)
  @Post()
  add(@CurrentPrincipal() principal: Principal, @ZodBody(addPasskeySchema) wish: AddPasskey): Promise<Passkey> {
    return this.passkeys.add(principal, wish);
  }

  @Requires('me:write')
  @AnswersNothing()
  @Patch(':passkeyId')
  @HttpCode(204)
  async rename(
    @CurrentPrincipal() principal: Principal,
    @Param('passkeyId') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(renamePasskeySchema) { name }: z.infer<typeof renamePasskeySchema>,
  ): Promise<void> {
    await this.passkeys.rename(principal, { id, revision: readRevision(ifMatch) }, name);
  }

  @Requires('me:write')
  @AnswersNothing()
  @Delete(':passkeyId')
  @HttpCode(204)
  async remove(@CurrentPrincipal() principal: Principal, @Param('passkeyId') id: string): Promise<void> {
    await this.passkeys.remove(principal, id);
  }
}
