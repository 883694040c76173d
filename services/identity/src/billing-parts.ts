import { EgressConfig } from '@ebbflow/egress';
import { provideConfig } from '@ebbflow/service-host';
import { AccountingRecordsController } from './accounting/accounting-records.controller.ts';
import { AccountingRecordsRepository } from './accounting/accounting-records.repository.ts';
import { InvoiceEntity } from './invoices/invoice.entity.ts';
import { InvoicesController } from './invoices/invoices.controller.ts';
import { InvoicesRepository } from './invoices/invoices.repository.ts';
import { EgressHandle } from './outgoing/egress-handle.ts';
import { GlobalPayments } from './payments/global-payments.ts';
import { PaymentEntity } from './payments/payment.entity.ts';
import { PaymentMails } from './payments/payment-mails.ts';
import { PaymentsConfig } from './payments/payments.config.ts';
import { PaymentsController } from './payments/payments.controller.ts';
import { PaymentsRepository } from './payments/payments.repository.ts';
import { PaymentsService } from './payments/payments.service.ts';
import { PaypalCertificates } from './payments/paypal-certificates.ts';
import { PaypalPayments } from './payments/paypal-payments.ts';
import { StripePayments } from './payments/stripe-payments.ts';
import { BillingDetailsEntity } from './plans/billing-details.entity.ts';
import { OrganisationPlanEntity } from './plans/organisation-plan.entity.ts';
import { OwnerMails } from './plans/owner-mails.ts';
import { PaymentOrderEntity } from './plans/payment-order.entity.ts';
import { PlanLapseJob } from './plans/plan-lapse.job.ts';
import { PlanOffersConfig } from './plans/plan-offers.config.ts';
import { PlanPushJob } from './plans/plan-push.job.ts';
import { PlansController } from './plans/plans.controller.ts';
import { PlansRepository } from './plans/plans.repository.ts';
import { PlansService } from './plans/plans.service.ts';

/** What the service is made of where plans are chosen and paid for. */
export const BILLING_ENTITIES = [
  OrganisationPlanEntity,
  PaymentOrderEntity,
  BillingDetailsEntity,
  PaymentEntity,
  InvoiceEntity,
];

export const BILLING_CONTROLLERS = [
  PlansController,
  PaymentsController,
  InvoicesController,
  AccountingRecordsController,
];

export const BILLING_PROVIDERS = [
  provideConfig(EgressConfig),
  provideConfig(PlanOffersConfig),
  provideConfig(PaymentsConfig),
  EgressHandle,
  PlansRepository,
  PlansService,
  PlanPushJob,
  PlanLapseJob,
  OwnerMails,
  InvoicesRepository,
  AccountingRecordsRepository,
  PaymentsRepository,
  PaymentsService,
  PaymentMails,
  StripePayments,
  PaypalPayments,
  PaypalCertificates,
  GlobalPayments,
];
