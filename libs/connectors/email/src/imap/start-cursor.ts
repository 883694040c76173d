import type { CursorStart } from '@ebbflow/connector-sdk';
import type { ImapFlow, MailboxObject } from 'imapflow';
import type { WatchCursor } from './watch-plan.ts';

/** The cursor after whose uid the first reading begins, where a person has chosen it. */
export async function startCursor(
  start: CursorStart,
  client: ImapFlow,
  { uidValidity, uidNext }: MailboxObject,
): Promise<WatchCursor> {
  return { uidValidity: String(uidValidity), lastUid: await lastUidBefore(start, client, uidNext) };
}

async function lastUidBefore(start: CursorStart, client: ImapFlow, uidNext: number): Promise<number> {
  switch (start.kind) {
    case 'all':
      return 0;
    case 'after': {
      const uid = Number(start.id);
      return Number.isSafeInteger(uid) && uid > 0 ? uid : 0;
    }
    case 'since': {
      // The server compares days only, and in its own zone: from the day before on it leaves nothing out.
      const dayBefore = new Date(start.instant.getTime() - 86_400_000);
      const uids = ((await client.search({ since: dayBefore }, { uid: true })) || []).sort((one, other) => one - other);
      const first = await firstAfter(client, uids, start.instant);
      return (first ?? uidNext) - 1;
    }
  }
}

/** Uids are given in the order in which mail arrives, so halving finds the first one that came after the instant. */
async function firstAfter(client: ImapFlow, uids: readonly number[], instant: Date): Promise<number | undefined> {
  let [low, high] = [0, uids.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await arrivedAfter(client, uids[middle] ?? 0, instant)) high = middle;
    else low = middle + 1;
  }
  return uids[low];
}

async function arrivedAfter(client: ImapFlow, uid: number, instant: Date): Promise<boolean> {
  const message = await client.fetchOne(uid, { internalDate: true }, { uid: true });
  return message !== false && new Date(message.internalDate ?? 0).getTime() > instant.getTime();
}
