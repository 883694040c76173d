import { Inject, Injectable } from '@nestjs/common';
import type { Secret } from '@ebbflow/kernel';
import { PendingSignIns, type BegunSignIn } from '../pending-sign-ins/pending-sign-ins.ts';
import { CodeCheckService } from '../second-factors/code-check.service.ts';
import type { PendingSignInRow } from '../pending-sign-ins/take-pending-sign-in.sql.ts';
import { SecondFactorsRepository } from '../second-factors/second-factors.repository.ts';
import { type AccountThere, ProviderAccountsRepository } from '../sign-in-providers/provider-accounts.repository.ts';
import type { Person } from '../users/person.policy.ts';
import { type SessionBeginning, SessionsService } from './sessions.service.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

export interface BegunSession {
  readonly token: Secret;
  readonly expiresAt: Date;
}

export interface FirstFactor extends SessionBeginning {
  /** At a provider, to be linked as soon as the person is in. */
  readonly account?: AccountThere;
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
    @Inject(ProviderAccountsRepository) private readonly accounts: ProviderAccountsRepository,
  ) {}

  /** @throws BadCredentialsError when there is another password since it was compared, ProviderAccountTakenError */
  async afterFirst(person: Person, { account, ...how }: FirstFactor): Promise<SignInOutcome> {
    const { isProof, passwordHash } = how;
    if ((await this.factors.find(person)) === undefined)
      return { kind: 'session', session: await this.#enter(person, how, account) };
    const pending = { kind: 'second-factor', ...person, ...account, isProof } as const;
    return { kind: 'second-factor', pending: await this.pending.begin(pending, passwordHash) };
  }

  /**
   * What the first factor proved goes with the sign-in: a code after a provider's word is still no proof of the password.
   * @throws TooManyAttemptsError, SignInOverError, WrongCodeError, BadCredentialsError, ProviderAccountTakenError
   */
  async second(token: string, code: string, clientIp: string): Promise<BegunSession> {
    await this.throttle.knock(clientIp);
    const { tenant_id: tenantId, user_id: userId } = await this.pending.claim(token, 'second-factor');
    const person = { tenantId, userId: userId ?? '' };
    await this.codes.take(person, code);
    const row = await this.pending.take(token, 'second-factor');
    const { is_proof: isProof, password_hash: passwordHash } = row;
    const how = { method: 'second-factor', isProof, clientIp, passwordHash: passwordHash ?? undefined } as const;
    return this.#enter(person, how, accountOf(row));
  }

  async #enter(person: Person, how: SessionBeginning, account?: AccountThere): Promise<BegunSession> {
    const { tenantId, userId } = person;
    // Before the session, because the link ends all there are.
    if (account !== undefined) await this.accounts.insert({ ...person, sessionId: '' }, account, how.passwordHash);
    return this.sessions.begin(tenantId, userId, how);
  }
}

function accountOf({ provider, issuer, subject }: PendingSignInRow): AccountThere | undefined {
  if (provider === null || issuer === null || subject === null) return undefined;
  return { provider, issuer, subject };
}
