import { consentPurposeSchema, type objectionRaised, optionalMailPurposeSchema } from '@ebbflow/contracts';
import type { ReceivedEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Consents } from '../consent/consents.ts';
import { MailPreferencesRepository } from '../mail-preferences/mail-preferences.repository.ts';
import { SubjectOrderSteps } from './subject-order-steps.repository.ts';

/** Purposes a person objects to are switched off where they are asked for: in the preferences for mail, and in the ledger of consents. */
@Injectable()
export class Objections {
  constructor(
    @Inject(SubjectOrderSteps) private readonly steps: SubjectOrderSteps,
    @Inject(MailPreferencesRepository) private readonly preferences: MailPreferencesRepository,
    @Inject(Consents) private readonly consents: Consents,
  ) {}

  async carryOut(event: ReceivedEvent<z.infer<typeof objectionRaised.schema>>): Promise<void> {
    const { tenantId, subject, purposes } = event.data;
    if (subject.kind !== 'user') return;
    const { userId } = subject;
    const method = 'objection';
    // Each a transaction of its own, and the same when it comes again: what is off stays off.
    for (const purpose of purposes) {
      const mail = optionalMailPurposeSchema.safeParse(purpose);
      if (mail.success) await this.preferences.set(tenantId, userId, { purpose: mail.data, isWanted: false, method });
      const consent = consentPurposeSchema.safeParse(purpose);
      if (consent.success)
        await this.consents.decide({ tenantId, userId, purpose: consent.data, isGiven: false, method });
    }
    await this.steps.once(event, 'objection', () =>
      Promise.resolve({ outcome: 'done', counts: { purposes: purposes.length } }),
    );
  }
}
