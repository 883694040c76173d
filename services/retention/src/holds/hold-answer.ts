import type { HoldAnswer } from '@ebbflow/contracts';
import { holdState } from './hold-state.policy.ts';
import type { HoldRow } from './list-holds.sql.ts';

export function holdAnswer(hold: HoldRow, nowMs: number): HoldAnswer {
  return {
    id: hold.id,
    subject: {
      kind: hold.subjectKind,
      tenantId: hold.tenantId,
      id: hold.subjectId,
      valueCount: hold.valueDigests.length,
    },
    ground: { law: hold.law, article: hold.article, reason: hold.reason },
    scope: { stores: hold.stores, fields: hold.fields },
    until: hold.until.toISOString(),
    state: holdState(hold, nowMs),
    proposed: { by: hold.proposedBy, at: hold.proposedAt.toISOString() },
    confirmBy: hold.confirmBy.toISOString(),
    confirmed: stepOf(hold.confirmedBy, hold.confirmedAt),
    releaseProposed: stepOf(hold.releaseProposedBy, hold.releaseProposedAt),
    released: stepOf(hold.releasedBy, hold.releasedAt),
    releaseReason: hold.releaseReason,
  };
}

function stepOf(by: string | null, at: Date | null): { by: string; at: string } | null {
  return by === null || at === null ? null : { by, at: at.toISOString() };
}
