import { VersionRequiredError } from './scenarios.errors.ts';

/** The ETag of a scenario is the number of its version: `"3"`. */
export function versionTag(version: number): string {
  return `"${String(version)}"`;
}

/** The version an If-Match header names; one that is no tag of ours names none that exists, and so conflicts. @throws VersionRequiredError without a header */
export function readVersionTag(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new VersionRequiredError();
  return Number(/^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1] ?? 0);
}
