import type { ErasureAnswer } from '@ebbflow/contracts';
import type { ErasureRow, StepRow } from './erasure.ts';

export function erasureAnswer(row: ErasureRow, steps: readonly StepRow[]): ErasureAnswer {
  return {
    id: row.id,
    subject:
      row.state === 'done' && row.subjectTenant === null
        ? null
        : { kind: row.subjectKind, tenantId: row.subjectTenant, id: row.subjectId },
    state: row.state,
    requestId: row.requestId,
    requestedBy: row.requestedBy,
    approvedBy: row.approvedBy,
    approval: row.approval,
    counts: row.counts,
    exceptions: row.exceptions,
    plannedAt: row.plannedAt.toISOString(),
    beginsAt: timeOf(row.beginsAt),
    shreddedAt: timeOf(row.shreddedAt),
    deletedAt: timeOf(row.deletedAt),
    finishedAt: timeOf(row.finishedAt),
    certificateId: row.certificateId,
    steps: steps
      .filter(({ erasureId }) => erasureId === row.id)
      .map(({ service, phase, doneAt, counts }) => ({ service, phase, doneAt: timeOf(doneAt), counts })),
  };
}

function timeOf(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
