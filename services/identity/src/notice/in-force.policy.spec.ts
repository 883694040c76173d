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

it('one that reduces rights waits until everybody has been written to', () => {
  const reduces = version(2, 100, { reduces_rights: true });
  expect(inForce([reduces, version(1, 0)], 200)?.version).toBe(1);
  expect(inForce([{ ...reduces, announced_at: at(50) }, version(1, 0)], 200)?.version).toBe(2);
});

it('what is younger than one that reduces rights waits with it, so that no rights are taken by the way', () => {
  const reduces = version(2, 100, { reduces_rights: true });
  const announced = { ...reduces, announced_at: at(50) };
  const [younger, older] = [version(3, 80), version(1, 0)];
  expect(inForce([younger, reduces, older], 200)?.version).toBe(1);
  expect(upcoming([younger, reduces, older], 200).map(({ version: number }) => number)).toEqual([2, 3]);
  expect(inForce([younger, announced, older], 99)?.version).toBe(1);
  expect(inForce([younger, announced, older], 100)?.version).toBe(3);
  expect(inForce([version(4, 100), { ...younger, reduces_rights: true }, announced, older], 200)?.version).toBe(2);
});

it('before the first there is none', () => {
  expect(inForce([version(1, 100)], 99)).toBeUndefined();
});
