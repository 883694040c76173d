import { dutiesOf, type Judged, remindersDue } from './breach-duties.policy.ts';

const HOUR_MS = 3_600_000;
// A Friday evening: the weekend counts.
const awareAt = new Date('2026-03-27T18:30:00Z');
const at = (hours: number) => awareAt.getTime() + hours * HOUR_MS;
const breach = (changes: Partial<Judged> = {}): Judged => ({
  awareAt,
  risk: 'unknown',
  organisationIds: [],
  notifications: [],
  ...changes,
});
const states = (judged: Judged, hours: number) => dutiesOf(judged, at(hours)).map(({ state }) => state);

it('the 72 hours run from the moment somebody knew, over a weekend and a change of the clocks', () => {
  const [authority] = dutiesOf(breach(), at(71));
  expect(authority).toEqual({
    to: 'authority',
    article: '33(1)',
    state: 'due',
    dueAt: '2026-03-30T18:30:00.000Z',
    remainingSeconds: 3_600,
  });
  expect(states(breach(), 72)[0]).toBe('due');
  expect(dutiesOf(breach(), at(72) + 1)[0]).toMatchObject({ state: 'overdue', remainingSeconds: -1 });
});

it.each([
  ['unknown', ['due', 'not-needed', 'not-needed']],
  ['none', ['not-needed', 'not-needed', 'not-needed']],
  ['risk', ['due', 'not-needed', 'not-needed']],
  ['high', ['due', 'not-needed', 'due']],
] as const)('with a risk that is %s it is %j', (risk, expected) => {
  expect(states(breach({ risk }), 1)).toEqual(expected);
});

it('organisations are told whatever we think of the risk', () => {
  expect(states(breach({ risk: 'none', organisationIds: ['org_1'] }), 1)[1]).toBe('due');
});

it('told in time is done, told later is done late, and the first time counts', () => {
  const told = (hours: number) => ({ to: 'authority' as const, at: new Date(at(hours)) });
  expect(states(breach({ notifications: [told(72)] }), 100)[0]).toBe('done');
  expect(states(breach({ notifications: [told(73)] }), 100)[0]).toBe('done-late');
  expect(states(breach({ notifications: [told(73), told(10)] }), 100)[0]).toBe('done');
});

it('reminds at each mark once, and no more once the authority was told or need not be', () => {
  expect(remindersDue(breach(), [], at(23))).toEqual([]);
  expect(remindersDue(breach(), [], at(24))).toEqual([24]);
  expect(remindersDue(breach(), [24], at(61))).toEqual([48, 60]);
  expect(remindersDue(breach(), [24, 48, 60, 70], at(80))).toEqual([72]);
  expect(remindersDue(breach({ risk: 'none' }), [], at(61))).toEqual([]);
  const told = [{ to: 'authority' as const, at: new Date(at(10)) }];
  expect(remindersDue(breach({ notifications: told }), [], at(61))).toEqual([]);
});
