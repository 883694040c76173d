import { foundPersonSchema } from '@ebbflow/contracts';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { AskingPerson } from './request-access.ts';

/** What only identity knows about people. */
@Injectable()
export class RequestPeople {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /** Whoever is signed in has shown to be the person within five minutes. @throws ExpectedError `IDENTITY.PROOF_NEEDED` */
  async demandProof({ tenantId, userId, sessionId }: AskingPerson): Promise<void> {
    await this.client.call('identity', 'POST', '/internal/v1/subjects/proof', {
      body: { tenantId, userId, sessionId },
    });
  }

  /** Whose account it is, if anybody's. */
  async find(email: string): Promise<{ tenantId: string; userId: string } | null> {
    const path = '/internal/v1/subjects/find';
    const { person } = await this.client.call('identity', 'POST', path, { body: { email }, schema: foundPersonSchema });
    return person;
  }
}
