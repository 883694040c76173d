import type { SubjectRequestDetails } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { HashedIdentities } from '../intake/hashed-identities.ts';
import { RequestDetails } from './request-details.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { SubjectRequestsRepository } from './subject-requests.repository.ts';

/** Before a request is begun, whom it is about must be known by values and not by digests of them. */
@Injectable()
export class RequestIdentities {
  constructor(
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(HashedIdentities) private readonly hashed: HashedIdentities,
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The request with its values; undefined when it is over, because nobody in the organisation's data has such a digest. */
  async resolve(row: SubjectRequestEntity): Promise<SubjectRequestEntity | undefined> {
    const asked = await this.details.open(row);
    const { digests = [], subjectValues = [], ...rest } = asked;
    if (digests.length === 0) return row;
    const values = [...new Set([...subjectValues, ...(await this.hashed.find(row.tenantId, digests))])];
    if (values.length === 0) return this.#nobody(row);
    const found: SubjectRequestDetails = { ...rest, subjectValues: values };
    const sealed = await this.details.seal(row.tenantId, row.id, found);
    return this.requests.change(row.tenantId, row.id, {
      from: ['open'],
      to: { ...sealed, valueCount: values.length },
      steps: [{ step: 'verified', by: 'system', facts: { how: 'digests', matches: values.length } }],
    });
  }

  async #nobody(row: SubjectRequestEntity): Promise<undefined> {
    await this.requests.change(row.tenantId, row.id, {
      from: ['open'],
      to: { state: 'completed', closedAt: this.clock.now() },
      steps: [{ step: 'completed', by: 'system', facts: { matches: 0 } }],
    });
  }
}
