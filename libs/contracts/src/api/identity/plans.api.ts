import { z } from 'zod';
import { planSchema } from '../../plans.ts';

/** Who pays: asked for only with a paid plan (C01), and deleted when it is over. */
export const billingDetailsSchema = z.object({
  name: z.string().trim().min(1).max(200),
  street: z.string().trim().min(1).max(200),
  city: z.string().trim().min(1).max(120),
  postalCode: z.string().trim().min(1).max(20),
  /** ISO 3166-1, two letters. */
  country: z.string().regex(/^[A-Z]{2}$/),
  vatId: z
    .string()
    .regex(/^[A-Z0-9]{4,20}$/)
    .nullable()
    .optional(),
});
export type BillingDetails = z.infer<typeof billingDetailsSchema>;

const priceSchema = {
  plan: planSchema,
  /** Of a month, tax included, in the smallest unit of the currency. */
  amountMinor: z.int().positive(),
  /** ISO 4217. */
  currency: z.string(),
};

/** `GET /v1/plan` (scope `plan:read`). */
export const organisationPlanSchema = z.object({
  /** Null: what the installation gives everybody. */
  plan: planSchema.nullable(),
  paidUntil: z.iso.datetime().nullable(),
  /** What is to be paid, and the reference a payment must carry; null when nothing is. */
  order: z.object({ reference: z.string(), ...priceSchema }).nullable(),
  /** Plans that can be chosen besides `free`. */
  offers: z.array(z.object(priceSchema)),
  billing: billingDetailsSchema.nullable(),
});
export type OrganisationPlan = z.infer<typeof organisationPlanSchema>;

/**
 * `PUT /v1/plan` (scope `plan:write`): a paid plan counts from its first payment on; the free one at once, or at the end of what is paid.
 * 409 `IDENTITY.PLAN_NOT_OFFERED`, 400 `IDENTITY.BILLING_DETAILS_NEEDED` and `IDENTITY.BILLING_DETAILS_UNASKED`.
 */
export const choosePlanSchema = z.object({ plan: planSchema, billing: billingDetailsSchema.optional() });
export type ChoosePlan = z.infer<typeof choosePlanSchema>;

/** An invoice as it was issued. Kept as long as the law wants, whatever else is deleted (C27). */
export const invoiceSchema = z.object({
  id: z.string(),
  /** `2026-000017`: without gaps within a year. */
  number: z.string(),
  plan: planSchema,
  issuedAt: z.iso.datetime(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  country: z.string().nullable(),
  vatId: z.string().nullable(),
  netMinor: z.int(),
  taxMinor: z.int(),
  taxPercent: z.number(),
  grossMinor: z.int(),
  currency: z.string(),
});
export type Invoice = z.infer<typeof invoiceSchema>;

/** `GET /v1/invoices?cursor=&limit=` (scope `invoices:read`), newest first. */
export const invoiceListSchema = z.object({ items: z.array(invoiceSchema), nextCursor: z.string().nullable() });
export type InvoiceList = z.infer<typeof invoiceListSchema>;

export const listInvoicesSchema = z.object({
  cursor: z
    .string()
    .regex(/^ivc_[0-9a-f]{32}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Providers that send confirmations of payments. */
export const paymentProviderSchema = z.enum(['stripe', 'paypal', 'global-payments']);
export type PaymentProviderName = z.infer<typeof paymentProviderSchema>;

/**
 * `POST /v1/payments/{provider}` (signed by the provider): `recorded`, `repeated` for one that was recorded before, or `ignored` for what
 * is no confirmation of a payment. Errors:
 * `IDENTITY.UNKNOWN_PAYMENT_PROVIDER` 404, `IDENTITY.PAYMENT_SIGNATURE_WRONG` and `IDENTITY.PAYMENT_SIGNATURE_EXPIRED` 400,
 * `IDENTITY.PAYMENT_UNREADABLE` 400, `IDENTITY.PAYMENT_REFERENCE_UNKNOWN` 404, `IDENTITY.PAYMENT_MIXED_UP` 422,
 * `IDENTITY.CARD_DATA_REFUSED` 422.
 */
export const paymentAnswerSchema = z.object({ result: z.enum(['recorded', 'repeated', 'ignored']) });
export type PaymentAnswer = z.infer<typeof paymentAnswerSchema>;
