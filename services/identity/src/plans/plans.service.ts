import type { ChoosePlan, OrganisationPlan, Principal } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { actorOf } from '../audit/audit-entry.ts';
import { BillingDetailsUnaskedError, PlanNotOfferedError } from './plan.errors.ts';
import { PlanOffersConfig } from './plan-offers.config.ts';
import { PlanPushJob } from './plan-push.job.ts';
import { PlansRepository } from './plans.repository.ts';

@Injectable()
export class PlansService {
  constructor(
    @Inject(PlanOffersConfig) private readonly config: PlanOffersConfig,
    @Inject(PlansRepository) private readonly plans: PlansRepository,
    @Inject(PlanPushJob) private readonly push: PlanPushJob,
  ) {}

  async get({ organisationId }: Principal): Promise<OrganisationPlan> {
    return { ...(await this.plans.find(organisationId)), offers: [...this.config.offers] };
  }

  /** @throws PlanNotOfferedError, BillingDetailsNeededError, BillingDetailsUnaskedError */
  async choose(principal: Principal, { plan, billing }: ChoosePlan): Promise<OrganisationPlan> {
    const { organisationId: tenantId } = principal;
    const actor = actorOf(principal);
    const offer = this.config.offers.find((candidate) => candidate.plan === plan);
    if (offer !== undefined) {
      await this.plans.choosePaid(tenantId, offer, { actor, ...(billing && { billing }) });
      return this.get(principal);
    }
    if (plan !== 'free' || this.config.offers.length === 0) throw new PlanNotOfferedError();
    if (billing !== undefined) throw new BillingDetailsUnaskedError();
    await this.plans.chooseFree(tenantId, { actor });
    this.push.wake();
    return this.get(principal);
  }
}
