import { connectionAuthorisationNeeded, type ConnectionState } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { SealedSecret } from '../connections/connection-secrets.service.ts';
import type { ConnectionMaterial } from '../connections/find-connection-material.sql.ts';
import { claimRenewal } from './claim-renewal.sql.ts';
import { finishRenewal } from './finish-renewal.sql.ts';
import { releaseRenewal } from './release-renewal.sql.ts';

/** Longer than two questions to a provider may take. */
const RENEWAL_MS = 30_000;

/** Of all replicas one renews a connection's tokens at a time; one that was overtaken stores nothing. */
@Injectable()
export class Renewals {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The fence to finish with, or undefined while somebody else is at it. */
  async claim(
    tenantId: string,
    { id, revision }: Pick<ConnectionMaterial, 'id' | 'revision'>,
  ): Promise<number | undefined> {
    const values = [tenantId, id, revision, RENEWAL_MS];
    const [row] = await this.database.withTenant(tenantId, (sql) => sql.query<{ fence: number }>(claimRenewal, values));
    return row?.fence;
  }

  /** Whoever works with a connection that needs a person now is told of it by the same commit. False: overtaken, changed or removed. */
  async finish(
    tenantId: string,
    { id, revision }: Pick<ConnectionMaterial, 'id' | 'revision'>,
    { fence, state }: { readonly fence: number; readonly state: ConnectionState },
    { secretSealed, keyVersion }: SealedSecret,
  ): Promise<boolean> {
    const values = [tenantId, id, revision, fence, secretSealed, keyVersion, state];
    return this.database.withTenant(tenantId, async (sql) => {
      const rows = await sql.query(finishRenewal, values);
      if (rows.length === 0) return false;
      if (state === 'authorisation-needed') {
        const facts = { tenantId, subject: id, clock: this.clock };
        const event = createEvent(connectionAuthorisationNeeded, { tenantId, connectionId: id }, facts);
        await this.outbox.append(sql, [event]);
      }
      return true;
    });
  }

  async release(tenantId: string, id: string, fence: number): Promise<void> {
    await this.database.withTenant(tenantId, (sql) => sql.query(releaseRenewal, [tenantId, id, fence]));
  }
}
