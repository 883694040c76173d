import { type PaymentAnswer, paymentAnswerSchema } from '@ebbflow/contracts';
import { Answers, Public, RawBody } from '@ebbflow/service-host';
import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { PaymentsService } from './payments.service.ts';

@Controller('v1/payments')
export class PaymentsController {
  constructor(@Inject(PaymentsService) private readonly payments: PaymentsService) {}

  @Public('the provider signs what it sends')
  @RawBody()
  @Answers(paymentAnswerSchema)
  @Post(':provider')
  @HttpCode(200)
  async take(
    @Param('provider') provider: string,
    @Body() body: Buffer | undefined,
    @Headers() headers: Readonly<Record<string, string | string[] | undefined>>,
  ): Promise<PaymentAnswer> {
    const header = (name: string): string | undefined => {
      const value = headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    return { result: await this.payments.take(provider, { header, body: body ?? Buffer.alloc(0) }) };
  }
}
