import type { PaymentAnswer } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { PlanPushJob } from '../plans/plan-push.job.ts';
import { GlobalPayments } from './global-payments.ts';
import { PaymentMixedUpError, PaymentReferenceUnknownError, UnknownPaymentProviderError } from './payment.errors.ts';
import type { PaymentProvider, ProviderCall } from './payment-provider.ts';
import { PaymentsRepository } from './payments.repository.ts';
import { PaypalPayments } from './paypal-payments.ts';
import { StripePayments } from './stripe-payments.ts';

@Injectable()
export class PaymentsService {
  readonly #providers: ReadonlyMap<string, PaymentProvider>;

  constructor(
    @Inject(StripePayments) stripe: StripePayments,
    @Inject(PaypalPayments) paypal: PaypalPayments,
    @Inject(GlobalPayments) globalPayments: GlobalPayments,
    @Inject(PaymentsRepository) private readonly payments: PaymentsRepository,
    @Inject(PlanPushJob) private readonly push: PlanPushJob,
  ) {
    this.#providers = new Map([stripe, paypal, globalPayments].map((provider) => [provider.name, provider]));
  }

  /**
   * Recorded, or ignored when it confirms no payment, or repeated when it was recorded before: not an error, for providers repeat a call on
   * anything but success. Signature first, then form, then whose it is, then whether it fits; what fails at any of these leaves nothing
   * behind. @throws the errors of payment.errors.ts
   */
  async take(providerName: string, call: ProviderCall): Promise<PaymentAnswer['result']> {
    const provider = this.#providers.get(providerName);
    if (provider?.isConfigured !== true) throw new UnknownPaymentProviderError();
    const confirmation = await provider.read(call);
    if (confirmation === undefined) return 'ignored';
    const { reference, amount } = confirmation;
    const order = isId('ord', reference) ? await this.payments.findOrder(reference) : undefined;
    if (order === undefined) throw new PaymentReferenceUnknownError();
    if (amount !== undefined && (amount.minor !== order.amountMinor || amount.currency !== order.currency))
      throw new PaymentMixedUpError();
    if (!(await this.payments.record(order.tenantId, order, confirmation))) return 'repeated';
    this.push.wake();
    return 'recorded';
  }
}
