import { ConfigError, type Settings } from '@ebbflow/config';
import { type Plan, planSchema } from '@ebbflow/contracts';
import type { Duration } from '@ebbflow/kernel';

export interface PlanOffer {
  readonly plan: Plan;
  /** A month, in the currency's smallest unit (1900 EUR are 19 euros), tax included. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

const OFFER = /^([a-z]+):([1-9]\d{0,9}):([A-Z]{3})$/;

/** What can be bought here. */
export class PlanOffersConfig {
  /** Paid plans with the price of a month: `core:1000:EUR,pro:1900:EUR`. Default none: then nobody chooses a plan, and everybody has EBB_EXECUTOR_PLAN. */
  readonly offers: readonly PlanOffer[];
  /** How long a plan goes on after what was paid is over, while a payment is awaited. Default 10d. */
  readonly grace: Duration;
  /** Tax that prices include, in percent with at most one decimal. Default 0. */
  readonly taxPercent: number;

  constructor(settings: Settings) {
    this.offers = settings.list('EBB_IDENTITY_PLANS').map(parseOffer);
    this.grace = settings.duration('EBB_IDENTITY_PLAN_GRACE', { default: '10d' });
    const percent = settings.string('EBB_IDENTITY_TAX_PERCENT', {
      default: '0',
      pattern: /^[1-4]?\d(?:\.\d)?$/,
      rule: 'must be a number of percent below 50 with at most one decimal, such as 21 or 8.1.',
    });
    this.taxPercent = Number(percent);
  }
}

function parseOffer(text: string): PlanOffer {
  const [, name, amount, currency] = OFFER.exec(text) ?? [];
  const plan = planSchema.safeParse(name);
  if (
    !plan.success ||
    plan.data === 'free' ||
    plan.data === 'unlimited' ||
    amount === undefined ||
    currency === undefined
  )
    throw new ConfigError(
      'EBB_IDENTITY_PLANS',
      'must be a list of <plan>:<amount of a month in the smallest unit>:<currency>, such as core:1000:EUR.',
    );
  return { plan: plan.data, amountMinor: Number(amount), currency };
}
