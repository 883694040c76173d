import type { AddPasskey, Passkey, PasskeyOptions, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { PasskeyNotFoundError, SignInOverError } from '../identity.errors.ts';
import { PendingSignIns } from '../pending-sign-ins/pending-sign-ins.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { personOf } from '../users/person.policy.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { PasskeyCeremonies } from './passkey-ceremonies.ts';
import type { PasskeyEntity } from './passkey.entity.ts';
import { PasskeysRepository } from './passkeys.repository.ts';

/** A person's own passkeys. */
@Injectable()
export class OwnPasskeysService {
  constructor(
    @Inject(PasskeysRepository) private readonly passkeys: PasskeysRepository,
    @Inject(PasskeyCeremonies) private readonly ceremonies: PasskeyCeremonies,
    @Inject(PendingSignIns) private readonly pending: PendingSignIns,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
    @Inject(UsersRepository) private readonly users: UsersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError */
  async list(principal: Principal): Promise<Passkey[]> {
    return (await this.passkeys.list(personOf(principal))).map(shown);
  }

  /** @throws ProofNeededError */
  async begin(principal: Principal): Promise<PasskeyOptions> {
    const person = await this.proof.demand(principal);
    const email = await this.users.findEmail(person.tenantId, person.userId);
    const known = (await this.passkeys.list(person)).map(({ credentialId }) => credentialId);
    const { token } = await this.pending.begin({ kind: 'passkey-registration', ...person });
    const user = { id: person.userId, email: email?.reveal() ?? '', known };
    return { token: token.reveal(), options: { ...(await this.ceremonies.registrationOptions(token.reveal(), user)) } };
  }

  /** @throws ProofNeededError, SignInOverError, BadPasskeyError, PasskeyKnownError */
  async add(principal: Principal, { token, name, response }: AddPasskey): Promise<Passkey> {
    const person = await this.proof.demand(principal);
    const begun = await this.pending.take(token, 'passkey-registration');
    if (begun.user_id !== person.userId || begun.session_id !== person.sessionId) throw new SignInOverError();
    const made = await this.ceremonies.register(token, response);
    const id = await this.passkeys.insert(person, { ...made, name });
    const { isSynced } = made;
    return { id, name, isSynced, createdAt: this.clock.now().toISOString(), lastUsedAt: null, revision: 1 };
  }

  /** @throws NotAPersonError, PasskeyNotFoundError */
  async rename(principal: Principal, seen: { id: string; revision: number }, name: string): Promise<void> {
    if (!(await this.passkeys.rename(personOf(principal), seen, name))) throw new PasskeyNotFoundError();
  }

  /** @throws ProofNeededError, PasskeyNotFoundError */
  async remove(principal: Principal, id: string): Promise<void> {
    if (!(await this.passkeys.remove(await this.proof.demand(principal), id))) throw new PasskeyNotFoundError();
  }
}

function shown({ id, name, isSynced, createdAt, lastUsedAt, revision }: PasskeyEntity): Passkey {
  return {
    id,
    name,
    isSynced,
    revision,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
