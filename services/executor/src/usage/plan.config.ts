import type { Settings } from '@ebbflow/config';
import { type Plan, planSchema } from '@ebbflow/contracts';

/** What an organisation may use that has no plan of its own. */
export class PlanConfig {
  /** The plan of every organisation that identity gave none; where people host themselves nobody counts. */
  readonly plan: Plan;

  constructor(settings: Settings) {
    this.plan = settings.oneOf('EBB_EXECUTOR_PLAN', planSchema.options, { default: 'unlimited' });
  }
}
