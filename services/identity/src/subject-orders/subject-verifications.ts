import { identitySubjectStepDone } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { LinkInvalidError } from '../identity.errors.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { findVerification, type VerificationRow } from './find-verification.sql.ts';
import { SubjectNoticeEntity } from './subject-notice.entity.ts';

/** Whoever reads the mail of an account has shown to be its person, as with a new password. Once for each link. */
@Injectable()
export class SubjectVerifications {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws LinkInvalidError */
  async redeem(token: string): Promise<void> {
    const tokenHash = hashOpaqueToken(token);
    const values = [tokenHash, this.clock.now()];
    const [found] = await this.database.asWorker((sql) => sql.query<VerificationRow>(findVerification, values));
    if (found === undefined) throw new LinkInvalidError();
    const { tenant_id: tenantId, id, request_id: requestId } = found;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.update(SubjectNoticeEntity, { tenantId, id, tokenHash }, { tokenHash: null });
      if (affected !== 1) throw new LinkInvalidError();
      const done = { tenantId, requestId, step: 'verification', outcome: 'done', counts: {} } as const;
      const context = { tenantId, subject: requestId, clock: this.clock };
      await this.outbox.append(sql, [createEvent(identitySubjectStepDone, done, context)]);
    });
  }
}
