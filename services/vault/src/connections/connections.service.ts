import type { Connection, ConnectionList, Principal, ReplaceConnection } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { InvalidInputError, mayEverywhere, teamsWith } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { allowedOriginsOf } from './allowed-origin.policy.ts';
import { toConnection } from './connection-answer.ts';
import { connectionFaults, type GivenConnection, type NewConnection } from './connection-faults.policy.ts';
import { assertMayPlace } from './connection-place.policy.ts';
import { ConnectionSecrets } from './connection-secrets.service.ts';
import { ConnectionChangedError, OtherConnectionKindError, UnknownConnectionError } from './connections.errors.ts';
import { assertProviderKept } from '../oauth/kept-provider.policy.ts';
import { ConnectionsRepository, type ShownConnection } from './connections.repository.ts';
import { destinationOf } from './secret-context.policy.ts';

@Injectable()
export class ConnectionsService {
  constructor(
    private readonly connections: ConnectionsRepository,
    private readonly secrets: ConnectionSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An `oauth2` one waits for consent. @throws InvalidInputError, KeyDestroyedError, ForbiddenError for a team that is not the caller's */
  async create(principal: Principal, given: NewConnection): Promise<Connection> {
    const { organisationId: tenantId, userId } = principal;
    assertMayPlace(principal, given.teamId);
    refuseFaults(given);
    const { name, kind, teamId } = given;
    const createdAt = this.clock.now();
    const shown: ShownConnection = {
      tenantId,
      id: newId('con', createdAt.getTime()),
      name,
      kind,
      state: kind === 'oauth2' ? 'authorisation-needed' : 'ready',
      teamId,
      ownerId: userId,
      settings: given.settings,
      allowedOrigins: allowedOriginsOf('allowedOrigins' in given ? given.allowedOrigins : []),
      revision: 1,
      createdAt,
    };
    const sealed = await this.secrets.seal(shown, given.secret);
    await this.connections.insert(tenantId, { ...shown, ...sealed }, principal);
    return toConnection(shown);
  }

  /** @throws UnknownConnectionError */
  async get(tenantId: string, id: string): Promise<Connection> {
    return toConnection(await this.find(tenantId, id));
  }

  /** @throws UnknownConnectionError */
  async find(tenantId: string, id: string): Promise<ShownConnection> {
    const connection = isId('con', id) ? await this.connections.find(tenantId, id) : null;
    if (!connection) throw new UnknownConnectionError();
    return connection;
  }

  /**
   * What is not given stays; but a secret that was entrusted for one destination does not go along to another.
   * @throws UnknownConnectionError, ConnectionChangedError, OtherConnectionKindError, InvalidInputError, KeyDestroyedError, ForbiddenError
   */
  async replace(principal: Principal, id: string, revision: number, given: ReplaceConnection): Promise<Connection> {
    const { organisationId: tenantId } = principal;
    const old = await this.find(tenantId, id);
    if (given.teamId !== old.teamId) assertMayPlace(principal, given.teamId);
    if (old.kind !== given.kind) throw new OtherConnectionKindError(id);
    if (given.kind === 'oauth2') assertProviderKept(old.settings, given.settings);
    refuseFaults(given);
    const settings = given.settings;
    const allowedOrigins = allowedOriginsOf('allowedOrigins' in given ? given.allowedOrigins : []);
    const shown: ShownConnection = { ...old, name: given.name, teamId: given.teamId, settings, allowedOrigins };
    const isMoved = destinationOf(old) !== destinationOf(shown);
    const secret = given.secret ?? (isMoved && isPublicClient(given) ? {} : undefined);
    // A new client secret of an OAuth connection ends its tokens too: they were given to the old client.
    const state = secret === undefined && !isMoved ? old.state : stateAfter(given.kind, secret !== undefined);
    const sealed = secret && (await this.secrets.seal(shown, secret));
    const dropped = isMoved ? { secretSealed: null, keyVersion: null } : {};
    const at = { id, revision, by: principal };
    const isDone = await this.connections.replace(tenantId, at, {
      name: shown.name,
      teamId: shown.teamId,
      settings,
      allowedOrigins,
      state,
      ...(sealed ?? dropped),
    });
    if (!isDone) throw new ConnectionChangedError();
    return toConnection({ ...shown, state, revision: revision + 1 });
  }

  /** Which of these the tenant has; with a team, those of this team or of all. */
  existing(tenantId: string, ids: readonly string[], teamId: string | null): Promise<string[]> {
    const known = ids.filter((id) => isId('con', id));
    return known.length === 0 ? Promise.resolve([]) : this.connections.existing(tenantId, known, teamId);
  }

  /** Those the caller may see: of all teams, or of the caller's and those that all share. @throws InvalidInputError for a cursor no answer of ours had. */
  async list(
    principal: Principal,
    { cursor, limit, teamId }: { cursor?: string | undefined; limit: number; teamId?: string | undefined },
  ): Promise<ConnectionList> {
    if (cursor !== undefined && !isId('con', cursor)) {
      throw new InvalidInputError([
        { pointer: '/query/cursor', message: 'Pass the nextCursor of an earlier answer, or leave it out.' },
      ]);
    }
    const seen = mayEverywhere(principal, 'connections:read') ? undefined : teamsWith(principal, 'connections:read');
    const teamIds = teamId === undefined ? seen : [teamId].filter((id) => seen?.includes(id) ?? true);
    const rows = await this.connections.list(principal.organisationId, { cursor, limit: limit + 1, teamIds });
    const items = rows.slice(0, limit);
    return { items: items.map(toConnection), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

function refuseFaults(given: GivenConnection): void {
  const faults = connectionFaults(given);
  if (faults.length > 0) throw new InvalidInputError([...faults]);
}

/** It has no secret that could be dropped; its tokens go. */
function isPublicClient(given: ReplaceConnection): boolean {
  return given.kind === 'oauth2' && given.settings.authStyle === 'none';
}

function stateAfter(kind: ReplaceConnection['kind'], hasSecret: boolean): ShownConnection['state'] {
  if (!hasSecret) return 'secret-needed';
  return kind === 'oauth2' ? 'authorisation-needed' : 'ready';
}
