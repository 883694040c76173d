import { confirmEmailChangeSchema } from '@ebbflow/contracts';
import { AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { EmailChangeConfirmationService } from './email-change-confirmation.service.ts';

@Controller('internal/v1/email-changes')
export class EmailChangesController {
  constructor(@Inject(EmailChangeConfirmationService) private readonly changes: EmailChangeConfirmationService) {}

  @InternalOnly('console')
  @AnswersNothing()
  @Post('confirm')
  @HttpCode(204)
  async confirm(
    @ZodBody(confirmEmailChangeSchema) { token, sessionToken }: z.infer<typeof confirmEmailChangeSchema>,
  ): Promise<void> {
    await this.changes.confirm(token, sessionToken);
  }
}
