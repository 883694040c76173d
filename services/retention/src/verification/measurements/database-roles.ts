import type { EvidenceFact, ServiceName } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

/** Who may do what in a service's database: its own roles alone, none of them past its rights, and the one that only inserts reads nothing. */
export class DatabaseRoles implements Measurement {
  readonly id: string;
  readonly claims: Measurement['claims'];

  constructor(
    private readonly service: ServiceName,
    claim: string,
    private readonly house: HouseEvidence,
  ) {
    this.id = `roles-of-${service}`;
    this.claims = { [claim]: 'partly' };
  }

  async measure(): Promise<EvidenceFact[]> {
    const { roles, strangers, readByWriter } = await this.house.service(this.service);
    const powers = roles.flatMap(({ role, isSuperuser, bypassesRowSecurity, createsRoles, foreignSchemas }) => [
      ...(isSuperuser ? [`${role} is superuser`] : []),
      ...(bypassesRowSecurity ? [`${role} passes row security`] : []),
      ...(createsRoles ? [`${role} creates roles`] : []),
      ...foreignSchemas.map((schema) => `${role} may use ${schema}`),
    ]);
    return [
      noneOf(`${this.service}: rights its roles must not have`, powers),
      {
        ...noneOf('', []),
        what: `${this.service}: its roles`,
        measured: String(roles.length),
        allowed: '4',
        holds: roles.length === 4,
      },
      noneOf(`${this.service}: others with rights on its tables`, strangers),
      noneOf(`${this.service}: tables the role that only inserts can read`, readByWriter),
    ];
  }
}

function noneOf(what: string, found: readonly string[]): EvidenceFact {
  return { what, measured: found.length === 0 ? 'none' : found.join(', '), allowed: 'none', holds: found.length === 0 };
}
