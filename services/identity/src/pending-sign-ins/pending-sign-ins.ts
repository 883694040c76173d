import { CLOCK, type Clock, Duration, newId, type OrganisationId, type Secret } from '@ebbflow/kernel';
import { Database, type Statement } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { SignInOverError } from '../identity.errors.ts';
import { hashOpaqueToken, newOpaqueToken } from '../opaque-token.ts';
import { assertPasswordIs } from '../users/assert-password-is.ts';
import { type ClaimedSignInRow, claimPendingSignIn } from './claim-pending-sign-in.sql.ts';
import { type PendingKind, PendingSignInEntity } from './pending-sign-in.entity.ts';
import { type PendingSignInRow, takePendingSignIn } from './take-pending-sign-in.sql.ts';

const LIFETIME = Duration.parse('10m');
const MOST_ATTEMPTS = 5;

/** What is known of it when it begins. Without a tenant it is nobody's yet. */
export interface NewPendingSignIn {
  readonly kind: PendingKind;
  readonly tenantId?: string;
  readonly userId?: string;
  readonly sessionId?: string;
  readonly provider?: string;
  readonly issuer?: string;
  readonly subject?: string;
  /** Whether the password was given. Default false. */
  readonly isProof?: boolean;
}

export interface BegunSignIn {
  readonly token: Secret;
  readonly expiresAt: Date;
}

@Injectable()
export class PendingSignIns {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param passwordHash the one the password was compared with, where one begins with that
   * @throws BadCredentialsError when there is another password since
   */
  async begin(
    { tenantId = newId<OrganisationId>('org'), ...pending }: NewPendingSignIn,
    passwordHash?: string,
  ): Promise<BegunSignIn> {
    const { token, hash } = newOpaqueToken('ebp');
    const expiresAt = new Date(this.clock.nowMs() + LIFETIME.milliseconds);
    const row = { tenantId, id: newId('psi'), tokenHash: hash, attempts: 0, expiresAt, isProof: false, ...pending };
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await assertPasswordIs(sql, { tenantId, userId: pending.userId ?? '' }, passwordHash);
      await manager.insert(PendingSignInEntity, row);
    });
    return { token, expiresAt };
  }

  /** One more try of the step, before anything is compared. @throws SignInOverError */
  claim(token: string, kind: PendingKind): Promise<ClaimedSignInRow> {
    return this.#only<ClaimedSignInRow>(claimPendingSignIn, [
      hashOpaqueToken(token),
      kind,
      this.clock.now(),
      MOST_ATTEMPTS,
    ]);
  }

  /** The step is done, and can be done no second time. @throws SignInOverError */
  take(token: string, kind: PendingKind): Promise<PendingSignInRow> {
    return this.#only<PendingSignInRow>(takePendingSignIn, [hashOpaqueToken(token), kind, this.clock.now()]);
  }

  async #only<Row>(statement: Statement, values: readonly unknown[]): Promise<Row> {
    const [row] = await this.database.asWorker((sql) => sql.query<Row>(statement, values));
    if (row === undefined) throw new SignInOverError();
    return row;
  }
}
