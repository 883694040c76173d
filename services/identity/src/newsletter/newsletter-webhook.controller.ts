import { AnswersNothing, Public, RawBody } from '@ebbflow/service-host';
import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { NewsletterWebhookService } from './newsletter-webhook.service.ts';

@Controller('v1/newsletter')
export class NewsletterWebhookController {
  constructor(@Inject(NewsletterWebhookService) private readonly newsletter: NewsletterWebhookService) {}

  @Public('MailerLite signs what it sends')
  @RawBody()
  @AnswersNothing()
  @Post('mailerlite')
  @HttpCode(204)
  async take(@Body() body: Buffer | undefined, @Headers('signature') signature: string | undefined): Promise<void> {
    await this.newsletter.take(body ?? Buffer.alloc(0), signature ?? '');
  }
}
