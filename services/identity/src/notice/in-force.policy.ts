import type { NoticeVersionRow } from './list-notice-versions.sql.ts';

/**
 * The version that holds at an instant: the youngest whose time has come. One that reduces rights waits, whatever its time, until
 * everybody has been written to (C38), and whatever is younger waits with it: its text reduces those rights as well. `versions` newest first.
 */
export function inForce(versions: readonly NoticeVersionRow[], nowMs: number): NoticeVersionRow | undefined {
  const mayHold = ({
    effective_at: effectiveAt,
    reduces_rights: reduces,
    announced_at: announcedAt,
  }: NoticeVersionRow) => effectiveAt.getTime() <= nowMs && (!reduces || announcedAt !== null);
  const oldestWaiting = versions.findLast((version) => version.reduces_rights && !mayHold(version));
  return versions.find((version) => mayHold(version) && version.version < (oldestWaiting?.version ?? Infinity));
}

/** Those that do not hold yet and are younger than the one that does; the next first. */
export function upcoming(versions: readonly NoticeVersionRow[], nowMs: number): NoticeVersionRow[] {
  const current = inForce(versions, nowMs)?.version ?? 0;
  return versions.filter(({ version }) => version > current).reverse();
}
