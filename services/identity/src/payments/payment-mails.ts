import { Inject, Injectable } from '@nestjs/common';
import type { MailRow } from '../mail/claim-mails.sql.ts';
import { type MailSubject, MailSubjects } from '../mail/mail-subjects.ts';
import { PlansRepository } from '../plans/plans.repository.ts';
import { amountInWords } from './minor-units.policy.ts';
import { PaymentsRepository } from './payments.repository.ts';

/** What mails about payments and plans say, looked up when they are sent. */
@Injectable()
export class PaymentMails {
  constructor(
    @Inject(MailSubjects) private readonly subjects: MailSubjects,
    @Inject(PaymentsRepository) private readonly payments: PaymentsRepository,
    @Inject(PlansRepository) private readonly plans: PlansRepository,
  ) {
    subjects.register('payment-received', (mail) => this.#about(mail));
    subjects.register('payment-failed', (mail) => this.#about(mail));
  }

  async #about(mail: MailRow): Promise<MailSubject | undefined> {
    const person = await this.subjects.personOf(mail);
    const payment = await this.payments.find(mail.tenant_id, mail.subject_id ?? '');
    if (person === undefined || payment === undefined) return undefined;
    const { plan, order, paidUntil } = await this.plans.find(mail.tenant_id);
    return {
      ...person,
      facts: {
        amount: amountInWords(payment.amountMinor, payment.currency),
        bought: payment.plan ?? order?.plan ?? plan ?? '',
        plan: plan ?? '',
        isChosen: order === null ? '' : 'yes',
        until: paidUntil?.slice(0, 10) ?? '',
      },
    };
  }
}
