import { VersionRequiredError } from './scenarios.errors.ts';

/** The ETag of what may change is the number of its revision: `"3"`. */
export function versionTag(revision: number): string {
  return `"${String(revision)}"`;
}

/** The revision an If-Match header names; one that is no tag of ours names none that exists, and so conflicts. @throws VersionRequiredError without a header */
export function readVersionTag(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new VersionRequiredError();
  return Number(/^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1] ?? -1);
}
