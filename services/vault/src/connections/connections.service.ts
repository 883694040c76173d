import type { Connection, ConnectionList, createConnectionSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { InvalidInputError } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { TenantKeysService } from '../keys/tenant-keys.service.ts';
import { allowedOriginOf } from './allowed-origin.policy.ts';
import { faultsOf } from './api-key.policy.ts';
import { UnknownConnectionError } from './connections.errors.ts';
import { ConnectionsRepository, type ShownConnection } from './connections.repository.ts';
import { secretContextOf } from './secret-context.policy.ts';

@Injectable()
export class ConnectionsService {
  constructor(
    @Inject(ConnectionsRepository) private readonly connections: ConnectionsRepository,
    @Inject(TenantKeysService) private readonly keys: TenantKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError, KeyDestroyedError */
  async create(tenantId: string, input: z.infer<typeof createConnectionSchema>): Promise<Connection> {
    const faults = faultsOf(input);
    if (faults.length > 0) throw new InvalidInputError([...faults]);
    const { name, kind, placement, parameterName } = input;
    const allowedOrigins = [...new Set(input.allowedOrigins.flatMap((origin) => allowedOriginOf(origin) ?? []))];
    const createdAt = this.clock.now();
    const shown = {
      tenantId,
      id: newId('con', createdAt.getTime()),
      name,
      kind,
      placement,
      parameterName,
      allowedOrigins,
      createdAt,
    };
    const key = await this.keys.read(tenantId, 'secrets');
    const envelope = this.keys.envelopeOf(tenantId, key);
    const secretSealed = await envelope.seal(secretContextOf(shown), Buffer.from(input.secret));
    await this.connections.insert(tenantId, { ...shown, secretSealed, keyVersion: key.version });
    return toConnection(shown);
  }

  /** @throws UnknownConnectionError */
  async get(tenantId: string, id: string): Promise<Connection> {
    const connection = isId('con', id) ? await this.connections.find(tenantId, id) : null;
    if (!connection) throw new UnknownConnectionError();
    return toConnection(connection);
  }

  /** Which of these the tenant has. */
  existing(tenantId: string, ids: readonly string[]): Promise<string[]> {
    const known = ids.filter((id) => isId('con', id));
    return known.length === 0 ? Promise.resolve([]) : this.connections.existing(tenantId, known);
  }

  /** @throws InvalidInputError for a cursor no answer of ours had. */
  async list(tenantId: string, cursor: string | undefined, limit: number): Promise<ConnectionList> {
    if (cursor !== undefined && !isId('con', cursor)) {
      throw new InvalidInputError([
        { pointer: '/query/cursor', message: 'Pass the nextCursor of an earlier answer, or leave it out.' },
      ]);
    }
    const rows = await this.connections.list(tenantId, cursor, limit + 1);
    const items = rows.slice(0, limit);
    return { items: items.map(toConnection), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Idempotent: that it is gone is all the caller wants, and all that is said of other tenants' connections. */
  async delete(tenantId: string, id: string): Promise<void> {
    if (isId('con', id)) await this.connections.delete(tenantId, id);
  }
}

/** Names each field, so that a column added later does not appear in an answer by itself. */
function toConnection({
  id,
  name,
  kind,
  placement,
  parameterName,
  allowedOrigins,
  createdAt,
}: ShownConnection): Connection {
  return { id, name, kind, placement, parameterName, allowedOrigins, createdAt: createdAt.toISOString() };
}
