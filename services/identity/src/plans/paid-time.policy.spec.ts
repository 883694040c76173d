import { type PaidMonth, type PaidTime, paidTimeAfter } from './paid-time.policy.ts';

const CORE: PaidMonth = { plan: 'core', monthMinor: 1_000, currency: 'EUR' };
const PRO: PaidMonth = { plan: 'pro', monthMinor: 1_900, currency: 'EUR' };
const DAY_MS = 86_400_000;
const NOW = new Date('2026-04-01T10:00:00Z');
const running = (month: PaidMonth, days: number): PaidTime => ({
  ...month,
  until: new Date(NOW.getTime() + days * DAY_MS),
});
const daysOf = ({ until }: PaidTime) => (until.getTime() - NOW.getTime()) / DAY_MS;

it('the first month, and one after a pause, begins when it is paid', () => {
  const until = new Date('2026-05-01T10:00:00Z');
  expect(paidTimeAfter(undefined, CORE, NOW)).toEqual({ ...CORE, until });
  expect(paidTimeAfter(running(PRO, 0), CORE, NOW)).toEqual({ ...CORE, until });
});

it.each([
  ['2026-01-31T23:59:59.999Z', '2026-02-28T23:59:59.999Z'],
  ['2028-01-30T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ['2026-12-31T12:00:00.000Z', '2027-01-31T12:00:00.000Z'],
  ['2026-02-28T12:00:00.000Z', '2026-03-28T12:00:00.000Z'],
])('a month after %s is %s', (paid, until) => {
  expect(paidTimeAfter(undefined, CORE, new Date(paid)).until.toISOString()).toBe(until);
});

it('the same plan goes on after what is paid already', () => {
  const twice = paidTimeAfter(paidTimeAfter(undefined, CORE, NOW), CORE, NOW);
  expect(twice).toEqual({ ...CORE, until: new Date('2026-06-01T10:00:00Z') });
});

it('a dearer plan begins at once, and the rest of the cheaper one becomes as much of it as its money buys', () => {
  const after = paidTimeAfter(running(CORE, 95), PRO, NOW);
  expect(after).toMatchObject(PRO);
  expect(daysOf(after)).toBeCloseTo(30 + (95 * 1_000) / 1_900, 6);
});

it('a payment for a cheaper plan does not end the dearer one; it prolongs it by what the money buys', () => {
  const after = paidTimeAfter(running(PRO, 30), CORE, NOW);
  expect(after).toMatchObject(PRO);
  expect(daysOf(after)).toBeCloseTo(30 + (31 * 1_000) / 1_900, 6);
});

it('of plans at one price the one paid last runs, and nothing is lost', () => {
  const team: PaidMonth = { ...CORE, plan: 'teams' };
  expect(daysOf(paidTimeAfter(running(CORE, 10), team, NOW))).toBe(40);
});

it('prices in two currencies are not converted: the plan paid last begins now', () => {
  const czk: PaidMonth = { plan: 'pro', monthMinor: 49_900, currency: 'CZK' };
  expect(paidTimeAfter(running(CORE, 95), czk, NOW)).toEqual({ ...czk, until: new Date('2026-05-01T10:00:00Z') });
});

it('a rest that was bought at two prices counts as bought at the lower one', () => {
  const dearer = { ...CORE, monthMinor: 1_200 };
  expect(paidTimeAfter(running(CORE, 10), dearer, NOW).monthMinor).toBe(1_000);
  expect(paidTimeAfter(running(dearer, 10), CORE, NOW).monthMinor).toBe(1_000);
});
