import { CLOCK, type Clock, Duration, newId, type OrganisationId, type Secret } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { SignInOverError } from '../identity.errors.ts';
import { hashOpaqueToken, newOpaqueToken } from '../opaque-token.ts';
import { claimPendingSignIn } from './claim-pending-sign-in.sql.ts';
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

  async begin({ tenantId = newId<OrganisationId>('org'), ...pending }: NewPendingSignIn): Promise<BegunSignIn> {
    const { token, hash } = newOpaqueToken('ebp');
    const expiresAt = new Date(this.clock.nowMs() + LIFETIME.milliseconds);
    const row = { tenantId, id: newId('psi'), tokenHash: hash, attempts: 0, expiresAt, ...pending };
    await this.database.withTenantEntities(tenantId, (manager) => manager.insert(PendingSignInEntity, row));
    return { token, expiresAt };
  }

  /** One more try of the step, before anything is compared. @throws SignInOverError */
  claim(token: string, kind: PendingKind): Promise<PendingSignInRow> {
    return this.#only(claimPendingSignIn, [hashOpaqueToken(token), kind, this.clock.now(), MOST_ATTEMPTS]);
  }

  /** The step is done, and can be done no second time. @throws SignInOverError */
  take(token: string, kind: PendingKind): Promise<PendingSignInRow> {
    return this.#only(takePendingSignIn, [hashOpaqueToken(token), kind, this.clock.now()]);
  }

  async #only(statement: typeof takePendingSignIn, values: readonly unknown[]): Promise<PendingSignInRow> {
    const [row] = await this.database.asWorker((sql) => sql.query<PendingSignInRow>(statement, values));
    if (row === undefined) throw new SignInOverError();
    return row;
  }
}
