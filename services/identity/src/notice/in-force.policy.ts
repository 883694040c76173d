import type { NoticeVersionRow } from './list-notice-versions.sql.ts';

/**
 * The version that holds at an instant: the youngest whose time has come. One that reduces rights waits, whatever its time, until
 * everybody has been written to (C38). `versions` newest first.
 */
export function inForce(versions: readonly NoticeVersionRow[], nowMs: number): NoticeVersionRow | undefined {
  return versions.find(
    ({ effective_at: effectiveAt, reduces_rights: reduces, announced_at: announcedAt }) =>
      effectiveAt.getTime() <= nowMs && (!reduces || announcedAt !== null),
  );
}

/** Those that do not hold yet and are younger than the one that does; the next first. */
export function upcoming(versions: readonly NoticeVersionRow[], nowMs: number): NoticeVersionRow[] {
  const current = inForce(versions, nowMs)?.version ?? 0;
  return versions.filter(({ version }) => version > current).reverse();
}
