import { inForce, upcoming } from './in-force.policy.ts';
import type { NoticeVersionRow } from './list-notice-versions.sql.ts';

const at = (ms: number): Date => new Date(ms);
const version = (number: number, effectiveMs: number, more: Partial<NoticeVersionRow> = {}): NoticeVersionRow => ({
  ...{ version: number, digest: '', summary: '', reduces_rights: false },
  ...{ published_at: at(0), effective_at: at(effectiveMs), announced_at: null },
  ...more,
});

it('the youngest whose time has come holds, to the millisecond', () => {
  const versions = [version(2, 100), version(1, 0)];
  expect(inForce(versions, 99)?.version).toBe(1);
  expect(inForce(versions, 100)?.version).toBe(2);
  expect(upcoming(versions, 99).map(({ version: number }) => number)).toEqual([2]);
  expect(upcoming(versions, 100)).toEqual([]);
});

it('one that reduces rights waits until everybody has been written to, and what comes after it need not wait with it', () => {
  const reduces = version(2, 100, { reduces_rights: true });
  expect(inForce([reduces, version(1, 0)], 200)?.version).toBe(1);
  expect(inForce([{ ...reduces, announced_at: at(50) }, version(1, 0)], 200)?.version).toBe(2);
  expect(inForce([version(3, 150), reduces, version(1, 0)], 200)?.version).toBe(3);
});

it('before the first there is none', () => {
  expect(inForce([version(1, 100)], 99)).toBeUndefined();
});
