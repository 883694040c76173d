import { Inject, Injectable } from '@nestjs/common';
import type { Secret } from '@ebbflow/kernel';
import { PendingSignIns, type BegunSignIn } from '../pending-sign-ins/pending-sign-ins.ts';
import { CodeCheckService } from '../second-factors/code-check.service.ts';
import { SecondFactorsRepository } from '../second-factors/second-factors.repository.ts';
import type { Person } from '../users/person.policy.ts';
import { type SessionBeginning, SessionsService } from './sessions.service.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

export interface BegunSession {
  readonly token: Secret;
  readonly expiresAt: Date;
}

/** What comes of a first factor: a session, or the question for the second one. */
export type SignInOutcome =
  | { readonly kind: 'session'; readonly session: BegunSession }
  | { readonly kind: 'second-factor'; readonly pending: BegunSignIn };

/** There is no session before the second factor, where a person has one, whatever the first was. */
@Injectable()
export class SignInStepsService {
  constructor(
    @Inject(SecondFactorsRepository) private readonly factors: SecondFactorsRepository,
    @Inject(PendingSignIns) private readonly pending: PendingSignIns,
    @Inject(CodeCheckService) private readonly codes: CodeCheckService,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(SessionsService) private readonly sessions: SessionsService,
  ) {}

  async afterFirst({ tenantId, userId }: Person, how: SessionBeginning): Promise<SignInOutcome> {
    if ((await this.factors.find({ tenantId, userId })) === undefined)
      return { kind: 'session', session: await this.sessions.begin(tenantId, userId, how) };
    return { kind: 'second-factor', pending: await this.pending.begin({ kind: 'second-factor', tenantId, userId }) };
  }

  /** @throws TooManyAttemptsError, SignInOverError, WrongCodeError */
  async second(token: string, code: string, clientIp: string): Promise<BegunSession> {
    await this.throttle.knock(clientIp);
    const { tenant_id: tenantId, user_id: userId } = await this.pending.claim(token, 'second-factor');
    await this.codes.take({ tenantId, userId: userId ?? '' }, code);
    await this.pending.take(token, 'second-factor');
    return this.sessions.begin(tenantId, userId ?? '', { method: 'second-factor', isProof: true, clientIp });
  }
}
