import { objectIdOf } from './object-id-of.ts';

const run = `run_${'1'.repeat(32)}`;
const scenario = `scn_${'2'.repeat(32)}`;

it.each([
  [`/v1/runs/${run}`, run],
  [`/v1/scenarios/${scenario}/runs/${run}?token=x`, run],
  [`/v1/scenarios/${scenario}/versions`, scenario],
  ['/v1/runs', null],
  ['/v1/data-stores/x/records/ada@example.test', null],
  [`/v1/runs?scenarioId=${scenario}`, null],
  [`/v1/things/ebb_${'1'.repeat(32)}`, null],
])('of %s it is %s', (path, expected) => {
  expect(objectIdOf(path)).toBe(expected);
});
