import type { AccessList, AccessSummary, listAccessSchema, Principal, summariseAccessSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { StaffAccess } from '../audit/staff-access.ts';
import { OrganisationsRepository } from '../organisations/organisations.repository.ts';
import { FROM_THE_NEWEST, readPageCursor, writePageCursor } from '../page-cursor.ts';
import { AccessLogElsewhereError } from './access-log.errors.ts';
import { type AccessFound, AccessLogRepository, type Span } from './access-log.repository.ts';
import { categoriesOf, couldRead } from './could-read.policy.ts';

/** "Who could read what between t1 and t2 with token X": asked by an organisation of itself, and by staff of the installation when there was a breach. */
@Injectable()
export class AccessLogService {
  readonly #ttl = retentionPolicy().ttl('access-log');

  constructor(
    @Inject(AccessLogRepository) private readonly log: AccessLogRepository,
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(StaffAccess) private readonly staff: StaffAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AccessLogElsewhereError, InvalidInputError for a cursor that is none */
  async list(principal: Principal, { cursor, limit, ...query }: z.infer<typeof listAccessSchema>): Promise<AccessList> {
    const before = cursor === undefined ? FROM_THE_NEWEST : readPageCursor(cursor);
    const { organisationId = principal.organisationId } = query;
    const rows = await this.#read(principal, organisationId, () =>
      this.log.list(organisationId, query, { ...this.#span(query), before, most: limit + 1 }),
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => ({
        ...{ id: row.id, occurredAt: row.occurredAt.toISOString(), objectId: row.objectId, status: row.status },
        actor: { kind: row.actorKind, userId: row.userId, apiTokenId: row.apiTokenId, sessionId: row.sessionId },
        ...{ service: row.service, method: row.method, route: row.route, scope: row.scope },
        expiresAt: new Date(row.occurredAt.getTime() + this.#ttl.milliseconds).toISOString(),
      })),
      nextCursor: last === undefined ? null : writePageCursor({ at: last.occurredAt, id: last.id }),
    };
  }

  /** @throws AccessLogElsewhereError */
  async summarise(principal: Principal, query: z.infer<typeof summariseAccessSchema>): Promise<AccessSummary> {
    const { organisationId = principal.organisationId, apiTokenId, sessionId, userId } = query;
    const span = this.#span(query);
    const [found] = await this.#read(principal, organisationId, async () => {
      const id = apiTokenId ?? sessionId ?? userId ?? '';
      return [{ tenant_id: organisationId, id, ...(await this.log.summarise(organisationId, query, span)) }];
    });
    return {
      ...{ organisationId, from: span.from.toISOString(), to: span.to.toISOString() },
      keptSince: new Date(this.clock.nowMs() - this.#ttl.milliseconds).toISOString(),
      ...summaryOf(found ?? { uses: [], rights: [], gaps: [], token: null }),
    };
  }

  /** Nothing that is past its lifetime is told, whether its day is gone or not. */
  #span({ from, to }: { from?: string | undefined; to?: string | undefined }): Span {
    const nowMs = this.clock.nowMs();
    const earliest = nowMs - this.#ttl.milliseconds + 1;
    return {
      from: new Date(Math.max(earliest, from === undefined ? earliest : Date.parse(from))),
      to: new Date(to === undefined ? nowMs + 1 : Date.parse(to)),
    };
  }

  async #read<Row extends { tenant_id: string; id: string }>(
    principal: Principal,
    organisationId: string,
    read: () => Promise<Row[]>,
  ): Promise<Row[]> {
    if (organisationId === principal.organisationId) return read();
    if (!(await this.organisations.isBootstrapped(principal.organisationId))) throw new AccessLogElsewhereError();
    return this.staff.read(principal, 'access-log', read);
  }
}

function summaryOf({
  uses,
  rights,
  gaps,
  token,
}: AccessFound): Pick<AccessSummary, 'token' | 'couldRead' | 'did' | 'gaps'> {
  return {
    token: token && {
      ...{ name: token.name, userId: token.userId, createdAt: token.createdAt.toISOString() },
      expiresAt: token.expiresAt?.toISOString() ?? null,
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    },
    couldRead: couldRead(token === null ? rights : [...rights, { scopes: token.scopes, teams: [] }]),
    did: uses.map(({ object_ids: objectIds, first_at: firstAt, last_at: lastAt, ...use }) => ({
      ...use,
      categories: categoriesOf(use.scope),
      objectIds: objectIds ?? [],
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    })),
    gaps: gaps.map(({ from_at: from, to_at: to, call_count: count }) => ({
      ...{ from: from.toISOString(), to: to.toISOString(), count },
    })),
  };
}
