import { type Unsubscribing, unsubscribeSchema, unsubscribingSchema } from '@ebbflow/contracts';
import { Answers, AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { LinkInvalidError } from '../identity.errors.ts';
import { MailPreferencesRepository } from './mail-preferences.repository.ts';
import { type Unsubscription, UnsubscribeTokens } from './unsubscribe-tokens.ts';

/** The link in a mail. Whoever has it may end messages of its purpose, signed in or not, as often as they like. */
@Controller('internal/v1/unsubscriptions')
export class UnsubscriptionsController {
  constructor(
    @Inject(UnsubscribeTokens) private readonly tokens: UnsubscribeTokens,
    @Inject(MailPreferencesRepository) private readonly preferences: MailPreferencesRepository,
  ) {}

  /** What the link would end, for the page that asks. Changes nothing: mail scanners open every link. */
  @InternalOnly('console')
  @Answers(unsubscribingSchema)
  @Post('look')
  @HttpCode(200)
  look(@ZodBody(unsubscribeSchema) { token }: z.infer<typeof unsubscribeSchema>): Unsubscribing {
    return { purpose: this.#read(token).purpose };
  }

  @InternalOnly('console')
  @AnswersNothing()
  @Post()
  @HttpCode(204)
  async unsubscribe(@ZodBody(unsubscribeSchema) { token }: z.infer<typeof unsubscribeSchema>): Promise<void> {
    const { tenantId, userId, purpose } = this.#read(token);
    await this.preferences.set(tenantId, userId, { purpose, isWanted: false, method: 'unsubscribe-link' });
  }

  #read(token: string): Unsubscription {
    const read = this.tokens.read(token);
    if (read === undefined) throw new LinkInvalidError();
    return read;
  }
}
