import { RevisionRequiredError } from './keychain.errors.ts';

/** The ETag of a key is the number of its revision: `"3"`. */
export function revisionTag(revision: number): string {
  return `"${String(revision)}"`;
}

/** The revision an If-Match header names; one that is no tag of ours names none there is. @throws RevisionRequiredError */
export function readRevisionTag(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new RevisionRequiredError();
  return Number(/^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1] ?? 0);
}
