import type { Personal } from '@ebbflow/kernel';
import { Database, type SqlClient, type Statement } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { findInvitation, type InvitationRow } from '../invitations/find-invitation.sql.ts';
import { listOwnOrganisations, type OwnOrganisationRow } from '../organisations/list-own-organisations.sql.ts';
import { findMemberByEmail } from './find-member-by-email.sql.ts';
import { listMembers, type MemberRow } from './list-members.sql.ts';

/**
 * Who belongs where: a person's account is kept in one organisation and its memberships in any number of them, so these questions go
 * across tenants, under the role that may read and change nothing. Each is bound to one organisation, one person or one link.
 */
@Injectable()
export class MemberDirectory {
  constructor(@Inject(Database) private readonly database: Database) {}

  membersOf(tenantId: string, after: string | undefined, most: number): Promise<MemberRow[]> {
    return this.#ask<MemberRow>(listMembers, [tenantId, after ?? null, most]);
  }

  async hasMember(tenantId: string, email: Personal): Promise<boolean> {
    return (await this.#ask(findMemberByEmail, [tenantId, email.reveal()])).length > 0;
  }

  organisationsOf(homeTenantId: string, userId: string): Promise<OwnOrganisationRow[]> {
    return this.#ask<OwnOrganisationRow>(listOwnOrganisations, [homeTenantId, userId]);
  }

  async ofInvitation(tokenHash: Buffer, now: Date): Promise<InvitationRow | undefined> {
    return (await this.#ask<InvitationRow>(findInvitation, [tokenHash, now]))[0];
  }

  #ask<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.database.asWorker((sql: SqlClient) => sql.query<Row>(statement, values));
  }
}
