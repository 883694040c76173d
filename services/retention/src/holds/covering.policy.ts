import type { ErasureSubject } from '@ebbflow/contracts';
import type { HoldRow } from './list-holds.sql.ts';
import { isAnyOf } from './value-digests.ts';

/**
 * Does a hold keep something of this subject? A hold of a whole organisation keeps all that is in it. An organisation that is to go takes
 * everything with it, so each hold of something in it counts. Otherwise hold and subject have to be the same one; of the values of a data
 * subject one is enough, because that one would be erased.
 */
export async function covers(hold: HoldRow, subject: ErasureSubject): Promise<boolean> {
  if (hold.tenantId !== subject.tenantId) return false;
  if (hold.subjectKind === 'organisation' || subject.kind === 'organisation') return true;
  if (hold.subjectKind !== subject.kind) return false;
  if (subject.kind === 'data-subject')
    return hold.valueSalt !== null && isAnyOf(subject.values, { salt: hold.valueSalt, digests: hold.valueDigests });
  return hold.subjectId === idOf(subject);
}

/** Of the user, connection or device; null where the subject has no id of its own. */
export function idOf(subject: ErasureSubject): string | null {
  switch (subject.kind) {
    case 'user':
      return subject.userId;
    case 'connection':
      return subject.connectionId;
    case 'device':
      return subject.deviceId;
    case 'organisation':
    case 'data-subject':
      return null;
  }
}
