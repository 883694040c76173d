import { createHash } from 'node:crypto';
import type { ErasureSubject } from '@ebbflow/contracts';
import type { Requester } from './erasure.ts';

/** The id of whom it is about; null where there are only values. */
export function subjectId(subject: ErasureSubject): string | null {
  switch (subject.kind) {
    case 'organisation':
      return subject.tenantId;
    case 'user':
      return subject.userId;
    case 'connection':
      return subject.connectionId;
    case 'device':
      return subject.deviceId;
    case 'data-subject':
      return null;
  }
}

/** By which two erasures of one subject are known. Values are told in any order, and salted by the organisation they are of. */
export function subjectDigest(subject: ErasureSubject): string {
  const values = subject.kind === 'data-subject' ? [...subject.values].map((value) => value.toLowerCase()).sort() : [];
  const text = JSON.stringify([subject.kind, subject.tenantId, subjectId(subject), values]);
  return createHash('sha256').update(text).digest('hex');
}

/** Staff may for everybody; an organisation for itself and what is its own; a person for itself. */
export function mayErase(by: Requester, subject: ErasureSubject): boolean {
  if (by.isStaff || isSelf(by, subject)) return true;
  return subject.kind !== 'user' && subject.tenantId === by.organisationId;
}

export function isSelf(by: Requester, subject: ErasureSubject): boolean {
  return subject.kind === 'user' && by.eyes === `user:${subject.userId}`;
}

/** What an organisation decides about what is in its own data begins at once; its own end, and a person's account, after a time to think. */
export function hasGrace(subject: ErasureSubject): boolean {
  return subject.kind === 'organisation' || subject.kind === 'user';
}
