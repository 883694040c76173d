import type { AmendBreach, AssessBreach, Breach, OpenBreach, Principal, RecordNotification } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Staff } from '../staff/staff.ts';
import { breachAnswer, dutiesAt } from './breach-answer.ts';
import { AUTHORITY_HOURS } from './breach-duties.policy.ts';
import {
  BreachClosedError,
  BreachNotDoneError,
  BreachNotFoundError,
  BreachRevisionError,
  BreachTimeError,
  LateReasonNeededError,
} from './breach.errors.ts';
import type { BreachRow } from './breach-row.ts';
import { type BreachChange, BreachesRepository, type BreachStep } from './breaches.repository.ts';

const HOUR_MS = 3_600_000;
const FROM_THE_NEWEST = '~';

/** The register of breaches, kept by staff of the installation. Whose clock runs and who has to be told: `breach-duties.policy.ts`. */
@Injectable()
export class BreachesService {
  constructor(
    @Inject(BreachesRepository) private readonly breaches: BreachesRepository,
    @Inject(Staff) private readonly staff: Staff,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(
    principal: Principal,
    { state, cursor, limit }: { state?: Breach['state'] | undefined; cursor?: string | undefined; limit: number },
  ): Promise<{ items: Breach[]; nextCursor: string | null }> {
    await this.staff.require(principal);
    const rows = await this.breaches.list(state, { before: cursor ?? FROM_THE_NEWEST, most: limit + 1 });
    const shown = rows.slice(0, limit);
    const nextCursor = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { items: shown.map((row) => breachAnswer(row, this.clock.nowMs())), nextCursor };
  }

  /** @throws NotTheInstallationError, BreachNotFoundError */
  async get(principal: Principal, id: string): Promise<Breach> {
    await this.staff.require(principal);
    const row = await this.breaches.find(id);
    if (row === undefined) throw new BreachNotFoundError();
    return breachAnswer(row, this.clock.nowMs());
  }

  /** @throws NotTheInstallationError, BreachTimeError */
  async open(principal: Principal, { awareAt: said, occurredFrom, occurredTo, ...facts }: OpenBreach): Promise<Breach> {
    const { eyes: by } = await this.staff.require(principal);
    const now = this.clock.now();
    const awareAt = said === undefined ? now : new Date(said);
    if (awareAt > now) throw new BreachTimeError('Nobody can have noticed it at a time that has not come.');
    const breach = {
      ...facts,
      ...{ id: newId('brc', now.getTime()), revision: 1, awareAt, createdAt: now, closedAt: null },
      ...{ occurredFrom: dateOf(occurredFrom), occurredTo: dateOf(occurredTo) },
      ...{ risk: 'unknown' as const, riskReason: null, conclusion: null },
    };
    const steps: BreachStep[] = [
      { at: awareAt, step: 'noticed', by, facts: {} },
      { at: now, step: 'entered', by, facts: {} },
    ];
    return breachAnswer(await this.breaches.insert(breach, steps), now.getTime());
  }

  /** The timeline says which fields changed, not from what: the register shows what is known. @throws BreachRevisionError, BreachClosedError */
  amend(principal: Principal, id: string, ifMatch: string | undefined, changes: AmendBreach): Promise<Breach> {
    return this.#change(principal, id, (breach, step) => {
      if (ifMatch === undefined) throw new BreachRevisionError(false);
      if (ifMatch.trim() !== `"${String(breach.revision)}"`) throw new BreachRevisionError(true);
      const { occurredFrom, occurredTo, ...facts } = changes;
      const set = {
        ...facts,
        ...(occurredFrom === undefined ? {} : { occurredFrom: dateOf(occurredFrom) }),
        ...(occurredTo === undefined ? {} : { occurredTo: dateOf(occurredTo) }),
      };
      return { set: set as Partial<BreachRow>, step: step('amended', { fields: Object.keys(changes) }) };
    });
  }

  assess(principal: Principal, id: string, { risk, reason }: AssessBreach): Promise<Breach> {
    return this.#change(principal, id, (_breach, step) => ({
      set: { risk, riskReason: reason },
      step: step('assessed', { risk }),
    }));
  }

  /** @throws BreachTimeError, LateReasonNeededError */
  notify(principal: Principal, id: string, told: RecordNotification): Promise<Breach> {
    return this.#change(principal, id, (breach, step, by) => {
      const now = this.clock.now();
      const at = told.at === undefined ? now : new Date(told.at);
      if (at > now || at < breach.awareAt)
        throw new BreachTimeError('Nobody is told before the breach was noticed, or in the future.');
      const isLate = told.to === 'authority' && at.getTime() > breach.awareAt.getTime() + AUTHORITY_HOURS * HOUR_MS;
      if (isLate && told.lateReason === undefined) throw new LateReasonNeededError();
      const { to, reference, lateReason = null } = told;
      return { notification: { to, at, by, reference, lateReason }, step: step('notified', { to, reference }) };
    });
  }

  /** @throws BreachNotDoneError */
  close(principal: Principal, id: string, conclusion: string): Promise<Breach> {
    return this.#change(principal, id, (breach, step) => {
      const now = this.clock.now();
      const untold = dutiesAt(breach, now.getTime()).filter(({ state }) => state === 'due' || state === 'overdue');
      const missing = untold.map(({ to, article }) => `${to} have to be told (Article ${article} GDPR)`);
      if (breach.risk === 'unknown') missing.unshift('its risk has not been assessed');
      if (missing.length > 0) throw new BreachNotDoneError(missing);
      return { set: { conclusion, closedAt: now }, step: step('closed', {}) };
    });
  }

  async #change(
    principal: Principal,
    id: string,
    change: (
      breach: BreachRow,
      step: (step: BreachStep['step'], facts: BreachStep['facts']) => BreachStep,
      by: string,
    ) => BreachChange,
  ): Promise<Breach> {
    const { eyes: by } = await this.staff.require(principal);
    const at = this.clock.now();
    const row = await this.breaches.change(id, (breach) => {
      if (breach.closedAt !== null) throw new BreachClosedError();
      return change(breach, (step, facts) => ({ at, step, by, facts }), by);
    });
    if (row === undefined) throw new BreachNotFoundError();
    return breachAnswer(row, at.getTime());
  }
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
