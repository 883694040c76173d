import type { HoldAnswer } from '@ebbflow/contracts';
import type { LegalHoldEntity } from './legal-hold.entity.ts';

type Times = Pick<LegalHoldEntity, 'until' | 'confirmBy' | 'confirmedAt' | 'releaseProposedAt' | 'releasedAt'>;

/**
 * A hold is *proposed* by one person and holds from that moment, so that nothing goes while a second one is waited for. Confirmed, it is *in
 * force*; not confirmed in time, it has *lapsed*. Whoever wants it to end proposes the *release*, and it holds until another person agrees:
 * then it is *released*, and what waited for it may go. Past its `until` it has *ended* by itself. States are told from the times alone, so
 * that no job has to move anything for a hold to lapse or end to the second.
 */
export function holdState(hold: Times, nowMs: number): HoldAnswer['state'] {
  if (hold.releasedAt !== null) return 'released';
  if (hold.confirmedAt === null && hold.confirmBy.getTime() <= nowMs) return 'lapsed';
  if (hold.until.getTime() <= nowMs) return 'ended';
  if (hold.releaseProposedAt !== null) return 'release-proposed';
  return hold.confirmedAt === null ? 'proposed' : 'in-force';
}

/** Does it keep anything now? */
export function isHolding(hold: Times, nowMs: number): boolean {
  return ['proposed', 'in-force', 'release-proposed'].includes(holdState(hold, nowMs));
}
