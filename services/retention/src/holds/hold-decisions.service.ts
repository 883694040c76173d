import { actorOf, type HoldAnswer, type Principal, type ProposeHold } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { InvalidInputError } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { Staff } from '../staff/staff.ts';
import { idOf } from './covering.policy.ts';
import { holdAnswer } from './hold-answer.ts';
import { holdState } from './hold-state.policy.ts';
import { HoldsConfig } from './holds.config.ts';
import { HoldNotFoundError, HoldNotYoursError, HoldStateError, HoldUntilError } from './holds.errors.ts';
import { HoldsRepository } from './holds.repository.ts';
import { Holds } from './holds.service.ts';
import type { HoldRow } from './list-holds.sql.ts';
import { digestsOf } from './value-digests.ts';

const LONGEST_MS = 30 * 366 * 86_400_000;
/** What an organisation decides alone: of its data it is the controller. */
const OWN = ['data-subject', 'connection', 'device'];

/** Setting, confirming and releasing a hold, in the states of `hold-state.policy.ts`. */
@Injectable()
export class HoldDecisions {
  constructor(
    @Inject(Holds) private readonly reading: Holds,
    @Inject(HoldsRepository) private readonly holds: HoldsRepository,
    @Inject(Staff) private readonly staff: Staff,
    @Inject(HoldsConfig) private readonly config: HoldsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether the subject is there is not asked: a hold may come before what it is to keep. @throws InvalidInputError, HoldNotYoursError, HoldUntilError */
  async propose(principal: Principal, { subject, ground, scope, until }: ProposeHold): Promise<HoldAnswer> {
    if (!isId('org', subject.tenantId))
      throw new InvalidInputError([{ pointer: '/subject/tenantId', message: 'must be the id of an organisation.' }]);
    const { eyes, isStaff } = await this.staff.eyesOf(principal);
    const isOwn = subject.tenantId === principal.organisationId && OWN.includes(subject.kind);
    if (!isStaff && !isOwn) throw new HoldNotYoursError();
    const now = this.clock.now();
    const end = new Date(until);
    if (end <= now || end.getTime() > now.getTime() + LONGEST_MS) throw new HoldUntilError();
    const values = subject.kind === 'data-subject' ? await digestsOf(subject.values) : undefined;
    const { tenantId } = subject;
    const hold = {
      ...{ id: newId('hld'), subjectKind: subject.kind, subjectId: idOf(subject) },
      ...{ valueSalt: values?.salt ?? null, valueDigests: [...(values?.digests ?? [])] },
      ...ground,
      ...{ stores: scope.stores, fields: scope.fields, until: end, proposedBy: eyes, proposedAt: now },
      confirmBy: new Date(now.getTime() + this.config.confirmWithin.milliseconds),
      // The organisation's own matter takes no second person of ours, nor one of it: it may have a single member.
      ...(isOwn ? { confirmedBy: eyes, confirmedAt: now } : { confirmedBy: null, confirmedAt: null }),
      ...{ releaseProposedBy: null, releaseProposedAt: null, releaseReason: null, releasedBy: null, releasedAt: null },
    };
    const facts = { subject: subject.kind, law: ground.law, article: ground.article, until };
    const action = isOwn ? 'legal-hold.set' : 'legal-hold.proposed';
    await this.holds.insert(tenantId, hold, { actor: actorOf(principal), action, facts });
    return holdAnswer({ tenantId, ...hold }, now.getTime());
  }

  /** Somebody else than who proposed it. @throws HoldNotFoundError, NotTheInstallationError, SecondPersonNeededError, HoldStateError */
  async confirm(principal: Principal, id: string): Promise<HoldAnswer> {
    const { tenantId } = await this.reading.findFor(principal, id);
    const second = await this.staff.require(principal);
    return this.#change(tenantId, id, (hold, now) => {
      requireState(hold, now, 'proposed');
      Staff.requireAnother(hold.proposedBy, second);
      return {
        set: { confirmedBy: second.eyes, confirmedAt: now },
        done: { actor: actorOf(principal), action: 'legal-hold.confirmed' },
      };
    });
  }

  /**
   * What is released can be erased, and nothing brings it back: two people, as for an erasure. A hold an organisation set for itself it
   * releases by itself.
   * @throws HoldNotFoundError, SecondPersonNeededError, HoldStateError
   */
  async release(principal: Principal, id: string, reason: string): Promise<HoldAnswer> {
    const { tenantId } = await this.reading.findFor(principal, id);
    const { eyes, isStaff } = await this.staff.eyesOf(principal);
    const by = { eyes, isStaff };
    return this.#change(tenantId, id, (hold, now) => {
      const state = requireState(hold, now, 'proposed', 'in-force', 'release-proposed');
      const actor = actorOf(principal);
      // What an organisation holds of its own is its own to release; all else takes two people of the installation.
      const isOwn = hold.proposedBy === hold.confirmedBy;
      if (isOwn ? tenantId !== principal.organisationId : !isStaff) throw new HoldNotYoursError();
      const isSecond = state === 'release-proposed';
      if (isSecond) Staff.requireAnother(hold.releaseProposedBy ?? '', by);
      if (isOwn || isSecond) {
        const released = { releasedBy: eyes, releasedAt: now, releaseReason: hold.releaseReason ?? reason };
        return { set: released, done: { actor, action: 'legal-hold.released' } };
      }
      const proposed = { releaseProposedBy: eyes, releaseProposedAt: now, releaseReason: reason };
      return { set: proposed, done: { actor, action: 'legal-hold.release-proposed' } };
    });
  }

  async #change(
    tenantId: string,
    id: string,
    change: (hold: HoldRow, now: Date) => ReturnType<Parameters<HoldsRepository['change']>[2]>,
  ): Promise<HoldAnswer> {
    const now = this.clock.now();
    const changed = await this.holds.change(tenantId, id, (hold) => change(hold, now));
    if (changed === undefined) throw new HoldNotFoundError();
    return holdAnswer(changed, now.getTime());
  }
}

/** @throws HoldStateError */
function requireState(hold: HoldRow, now: Date, ...wanted: HoldAnswer['state'][]): HoldAnswer['state'] {
  const state = holdState(hold, now.getTime());
  if (!wanted.includes(state)) throw new HoldStateError(state, wanted.join(' or '));
  return state;
}
