import { type MailOutbox, mailOutboxSchema, type Principal } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { MailOutboxService } from './mail-outbox.service.ts';

@Controller('v1/mail/outbox')
export class MailOutboxController {
  constructor(@Inject(MailOutboxService) private readonly outbox: MailOutboxService) {}

  @Requires('mail:read')
  @Answers(mailOutboxSchema)
  @Get()
  @Header('cache-control', 'no-store')
  async list(@CurrentPrincipal() principal: Principal): Promise<MailOutbox> {
    return { items: await this.outbox.list(principal), nextCursor: null };
  }
}
