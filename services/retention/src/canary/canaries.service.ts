import { canarySchema, type ErasureAnswer } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { ErasuresService } from '../erasures/erasures.service.ts';
import { keepCanary } from './keep-canary.sql.ts';

/**
 * Makes an organisation of nobody, and has it erased as any other: what the notice promises of erasures is then measured on one that took place.
 * It has an account, entries in the audit log and keys. Nothing is put into scenarios or connections for it: only the console may speak in
 * somebody's name, and that is worth more than a fuller canary. Planned and approved by the machine.
 */
@Injectable()
export class CanariesService {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(ErasuresService) private readonly erasures: ErasuresService,
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async plant(): Promise<ErasureAnswer> {
    const { organisationId } = await this.client.call('identity', 'POST', '/internal/v1/canaries', {
      schema: canarySchema,
    });
    const by = (eyes: string) => ({ eyes, isStaff: true, organisationId });
    const { id } = await this.erasures.plan({
      subject: { kind: 'organisation', tenantId: organisationId },
      by: by('canary-planter'),
    });
    const approved = await this.erasures.approve(id, by('canary-approver'));
    await this.database.asWorker((sql) => sql.query(keepCanary, [id, this.clock.now()]));
    return approved;
  }
}
