import { RevisionConflictError, RevisionRequiredError } from './organisation.errors.ts';

/** The ETag of what may change is the number of its revision: `"3"`. */
export function revisionTag(revision: number): string {
  return `"${String(revision)}"`;
}

/** @throws RevisionRequiredError without the header, RevisionConflictError for what is no tag of ours */
export function readRevision(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new RevisionRequiredError();
  const revision = /^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  if (revision === undefined) throw new RevisionConflictError();
  return Number(revision);
}
