import type { ErasureSubject, HoldAnswer, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { AccountingHold } from '../held-records/accounting-hold.ts';
import { covers } from './covering.policy.ts';
import { holdAnswer } from './hold-answer.ts';
import { isHolding } from './hold-state.policy.ts';
import { HoldNotFoundError } from './holds.errors.ts';
import { HoldsRepository } from './holds.repository.ts';
import { Staff } from '../staff/staff.ts';
import type { Hold } from './hold.ts';
import type { HoldRow } from './list-holds.sql.ts';

/** Sorts after every id. */
const FROM_THE_NEWEST = '~';

/** What is held now, and who asked for it. Setting and releasing: `hold-decisions.service.ts`. */
@Injectable()
export class Holds {
  constructor(
    @Inject(HoldsRepository) private readonly holds: HoldsRepository,
    @Inject(AccountingHold) private readonly accounting: AccountingHold,
    @Inject(Staff) private readonly staff: Staff,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Everything that keeps something of the subject now: what people set, and what a law asks for by itself. */
  async covers(subject: ErasureSubject): Promise<Hold[]> {
    const nowMs = this.clock.nowMs();
    const found: Hold[] = [];
    for (const hold of await this.holds.listOpen(subject.tenantId))
      if (isHolding(hold, nowMs) && (await covers(hold, subject))) found.push(toHold(hold));
    const statutory = subject.kind === 'organisation' ? await this.accounting.find(subject.tenantId) : undefined;
    return statutory === undefined ? found : [...found, statutory];
  }

  /** Staff sees the holds of all organisations, or of one; everybody else those of the own organisation. */
  async list(
    principal: Principal,
    {
      organisationId,
      cursor,
      limit,
    }: { organisationId?: string | undefined; cursor?: string | undefined; limit: number },
  ): Promise<{ items: HoldAnswer[]; nextCursor: string | null }> {
    const { isStaff } = await this.staff.eyesOf(principal);
    const only = isStaff ? organisationId : principal.organisationId;
    const rows = await this.holds.list(only, { before: cursor ?? FROM_THE_NEWEST, most: limit + 1 });
    const shown = rows.slice(0, limit);
    return {
      items: shown.map((row) => holdAnswer(row, this.clock.nowMs())),
      nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  /** @throws HoldNotFoundError */
  async get(principal: Principal, id: string): Promise<HoldAnswer> {
    return holdAnswer(await this.findFor(principal, id), this.clock.nowMs());
  }

  /** The hold, if this principal may see it. @throws HoldNotFoundError */
  async findFor(principal: Principal, id: string): Promise<HoldRow> {
    const { isStaff } = await this.staff.eyesOf(principal);
    // The newest that is not newer than the id is the one of that id, or there is none.
    const [found] = await this.holds.list(isStaff ? undefined : principal.organisationId, {
      before: `${id}~`,
      most: 1,
    });
    if (found?.id !== id) throw new HoldNotFoundError();
    return found;
  }
}

function toHold(row: HoldRow): Hold {
  return {
    id: row.id,
    kind: 'set',
    subjectKind: row.subjectKind,
    ground: { law: row.law, article: row.article, reason: row.reason },
    scope: { stores: row.stores, fields: row.fields },
    until: row.until,
  };
}
