import { connectionRemoved, type Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox } from '@ebbflow/messaging';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { connectionFact } from '../connections/connection-fact.ts';
import { ConnectionMaterials } from '../connections/connection-materials.repository.ts';
import { UnknownConnectionError } from '../connections/connections.errors.ts';
import { OauthGrants } from '../oauth/oauth-grants.service.ts';
import { noteRevocation } from './note-revocation.sql.ts';
import { removeConnection } from './remove-connection.sql.ts';

type Revocation = () => Promise<boolean>;

/**
 * Removing a connection (C04): the row with its secret and tokens, its uses and its consents go at once, and every other service is told.
 * Tokens are revoked at the provider after that and not before: the provider may be away, and what a person wants gone goes here anyway.
 */
@Injectable()
export class ConnectionRemoval {
  constructor(
    private readonly materials: ConnectionMaterials,
    private readonly grants: OauthGrants,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Idempotent: that it is gone is all the caller wants, and all that is said of other tenants' connections. */
  async remove(principal: Principal, connectionId: string): Promise<void> {
    const { organisationId: tenantId } = principal;
    const revoke = await this.#revocation(tenantId, connectionId);
    const isGone = await this.database.withTenant(tenantId, async (sql) => {
      const values = [tenantId, connectionId, this.clock.now(), revoke === undefined ? 'none' : 'pending'];
      const removed = await sql.query(removeConnection, values);
      if (removed.length === 0) return false;
      const facts = { tenantId, subject: connectionId, clock: this.clock };
      await this.outbox.append(sql, [
        createEvent(connectionRemoved, { tenantId, connectionId }, facts),
        connectionFact(principal, { id: connectionId, what: 'removed' }, this.clock),
      ]);
      return true;
    });
    if (isGone && revoke !== undefined) await this.#revoke(tenantId, connectionId, revoke);
  }

  /** A secret that cannot be opened (its key was destroyed, its destination changed behind our back) must not keep it from going. */
  async #revocation(tenantId: string, connectionId: string): Promise<Revocation | undefined> {
    try {
      return await this.grants.revocationOf(await this.materials.find(tenantId, connectionId));
    } catch (thrown) {
      if (!(thrown instanceof UnknownConnectionError)) {
        this.logger.warn(
          'A connection goes without being revoked: its secret cannot be opened.',
          { connectionId },
          thrown,
        );
      }
      return undefined;
    }
  }

  async #revoke(tenantId: string, connectionId: string, revoke: Revocation): Promise<void> {
    const isDone = await revoke().catch((thrown: unknown) => {
      this.logger.warn('The provider did not revoke the tokens of a removed connection.', { connectionId }, thrown);
      return false;
    });
    const values = [tenantId, connectionId, isDone ? 'done' : 'failed'];
    await this.database.withTenant(tenantId, (sql) => sql.query(noteRevocation, values));
  }
}
