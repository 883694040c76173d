import type { Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ProofNeededError } from '../identity.errors.ts';
import { type Person, personOf } from '../users/person.policy.ts';
import type { ProvenPerson } from './method-changes.repository.ts';
import { SessionsRepository } from './sessions.repository.ts';

const RECENT = Duration.parse('5m');

/** Before anything delicate, a session must have been begun, or its person have proved to be that person, within five minutes. */
@Injectable()
export class RecentProofService {
  constructor(
    @Inject(SessionsRepository) private readonly sessions: SessionsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotAPersonError, ProofNeededError */
  async demand(principal: Principal): Promise<ProvenPerson> {
    return this.demandOf(personOf(principal), principal.sessionId ?? '');
  }

  /** The same for a session that was found by its token. @throws ProofNeededError */
  async demandOf(person: Person, sessionId: string): Promise<ProvenPerson> {
    const provenAt = await this.sessions.findProof(person.tenantId, person.userId, sessionId);
    if (provenAt === undefined || provenAt.getTime() + RECENT.milliseconds <= this.clock.nowMs())
      throw new ProofNeededError();
    return { ...person, sessionId };
  }
}
