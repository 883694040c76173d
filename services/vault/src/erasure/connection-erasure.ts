import type { ErasureCounts, ErasureSubject, Principal } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { type ErasurePart, ErasureParts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { UnknownConnectionError } from '../connections/connections.errors.ts';
import { ConnectionRemoval } from '../removal/connection-removal.service.ts';
import { countConnection } from './count-connection.sql.ts';

/** A connection is erased as it is removed (C04): secret, tokens and uses at once, and by its event what went through it everywhere. */
@Injectable()
export class ConnectionErasure implements ErasurePart {
  readonly kinds = ['connection'] as const;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ConnectionRemoval) private readonly removal: ConnectionRemoval,
    @Inject(ErasureParts) parts: ErasureParts,
  ) {
    parts.add(this);
  }

  /** @throws UnknownConnectionError */
  async count(subject: ErasureSubject): Promise<ErasureCounts> {
    const counts = await this.#count(subject);
    if (counts['vault.connection'] === 0) throw new UnknownConnectionError();
    return counts;
  }

  async stop(subject: ErasureSubject): Promise<ErasureCounts> {
    if (subject.kind !== 'connection') return {};
    const counts = await this.#count(subject);
    const system: Principal = { organisationId: subject.tenantId, userId: null, scopes: [], kind: 'api-token' };
    await this.removal.remove(system, subject.connectionId);
    return counts;
  }

  async #count(subject: ErasureSubject): Promise<ErasureCounts> {
    if (subject.kind !== 'connection') return {};
    const [row] = await this.database.withTenant(subject.tenantId, (sql) =>
      sql.query<{ connections: number; uses: number }>(countConnection, [subject.tenantId, subject.connectionId]),
    );
    return { 'vault.connection': row?.connections ?? 0, 'vault.connection_use': row?.uses ?? 0 };
  }
}
