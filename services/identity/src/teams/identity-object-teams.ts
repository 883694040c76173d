import { isId } from '@ebbflow/kernel';
import type { NamedObjects, ObjectTeams } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { TeamNotFoundError } from './teams.errors.ts';
import { TeamsRepository } from './teams.repository.ts';

/** A team is in itself: its admin manages its members and no other team's. */
@Injectable()
export class IdentityObjectTeams implements ObjectTeams {
  readonly named: NamedObjects;

  constructor(@Inject(TeamsRepository) teams: TeamsRepository) {
    this.named = {
      teamId: {
        placeOf: async (tenantId, id) =>
          isId('tea', id) && (await teams.exists(tenantId, id)) ? { teamId: id } : undefined,
        notFound: () => new TeamNotFoundError(),
      },
    };
  }
}
