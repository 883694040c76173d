import {
  type AccountEvidence,
  accountEvidenceSchema,
  type ServiceEvidence,
  serviceEvidenceSchema,
  type ServiceName,
} from '@ebbflow/contracts';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';

/** Tables of which the notice says what is in them. */
const TOLD_TABLES = ['user', 'usage_information', 'payment', 'data_store_record'];

/** What the services say of themselves, asked once a verification however many measurements look at it. */
@Injectable()
export class HouseEvidence {
  #accounts: Promise<AccountEvidence> | undefined;
  readonly #services = new Map<ServiceName, Promise<ServiceEvidence>>();

  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /** What is measured next is asked anew. */
  forget(): void {
    this.#accounts = undefined;
    this.#services.clear();
  }

  accounts(): Promise<AccountEvidence> {
    this.#accounts ??= this.client.call('identity', 'GET', '/internal/v1/account-evidence', {
      schema: accountEvidenceSchema,
    });
    return this.#accounts;
  }

  async service(name: ServiceName): Promise<ServiceEvidence> {
    const { organisations } = await this.accounts();
    const asked =
      this.#services.get(name) ??
      this.client.call(name, 'POST', '/internal/v1/evidence', {
        body: { organisations, columnsOf: TOLD_TABLES },
        schema: serviceEvidenceSchema,
        // Twenty organisations, each of their sealed columns.
        timeoutMs: 60_000,
      });
    this.#services.set(name, asked);
    return asked;
  }
}
