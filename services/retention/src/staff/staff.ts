import { type Principal, resolvedStaffSchema } from '@ebbflow/contracts';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { NotTheInstallationError, SecondPersonNeededError } from './staff.errors.ts';

/** Who does something for compliance. */
export interface Eyes {
  /**
   * One pair of eyes: `user:usr_…`, also when it is that person's API token that asks; `operator` for the installation's own token, which is
   * nobody's.
   */
  readonly eyes: string;
  /** A member of the installation's own organisation, which the principal works in. */
  readonly isStaff: boolean;
}

/** Tells staff of the installation from everybody else, and one person from another. Asked of identity each time: who left is staff no more. */
@Injectable()
export class Staff {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  async eyesOf({ organisationId, userId, apiTokenId }: Principal): Promise<Eyes> {
    const { isInstallation, personId } = await this.client.call('identity', 'POST', '/internal/v1/staff/resolve', {
      body: { organisationId, userId, ...(apiTokenId === undefined ? {} : { apiTokenId }) },
      schema: resolvedStaffSchema,
    });
    return { eyes: personId === null ? 'operator' : `user:${personId}`, isStaff: isInstallation };
  }

  /** @throws NotTheInstallationError */
  async require(principal: Principal): Promise<Eyes> {
    const eyes = await this.eyesOf(principal);
    if (!eyes.isStaff) throw new NotTheInstallationError();
    return eyes;
  }

  /** Two tokens of one person are one person. @throws SecondPersonNeededError */
  static requireAnother(first: string, second: Eyes): void {
    if (first === second.eyes) throw new SecondPersonNeededError();
  }
}
