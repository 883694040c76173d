import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, Personal } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LinkInvalidError } from '../identity.errors.ts';
import { MemberDirectory } from '../members/member-directory.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { personOf } from '../users/person.policy.ts';
import { UsersRepository } from '../users/users.repository.ts';
import type { InvitationRow } from './find-invitation.sql.ts';
import { InvitedOtherwiseError } from './invitations.errors.ts';
import { InvitationsRepository } from './invitations.repository.ts';

/** What an invited person with an account does: the link says which invitation, the session who it is. */
@Injectable()
export class InvitedService {
  constructor(
    @Inject(InvitationsRepository) private readonly invitations: InvitationsRepository,
    @Inject(MemberDirectory) private readonly directory: MemberDirectory,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The open invitation a link is for. @throws LinkInvalidError */
  async find(token: string): Promise<InvitationRow> {
    const row = await this.directory.ofInvitation(hashOpaqueToken(token), this.clock.now());
    if (row === undefined) throw new LinkInvalidError();
    return row;
  }

  /** @throws NotAPersonError, LinkInvalidError; InvitedOtherwiseError for a link that was sent to another address than the person's */
  async accept(principal: Principal, token: string): Promise<string> {
    const { person, row } = await this.#own(principal, token);
    await this.invitations.accept(row.tenant_id, row.id, person);
    return row.tenant_id;
  }

  /** @throws as `accept` */
  async decline(principal: Principal, token: string): Promise<void> {
    const { person, row } = await this.#own(principal, token);
    const actor = { kind: 'user', id: person.userId } as const;
    if (!(await this.invitations.delete(row.tenant_id, row.id, actor, 'declined'))) throw new LinkInvalidError();
  }

  /** A link that was passed on lets nobody in under another address than the one a member chose. */
  async #own(principal: Principal, token: string) {
    const person = personOf(principal);
    const row = await this.find(token);
    const email = await this.users.findEmail(person.tenantId, person.userId);
    const invited = new Personal(row.email);
    if (email?.reveal().toLowerCase() !== invited.reveal().toLowerCase()) throw new InvitedOtherwiseError();
    return { person, row };
  }
}
