import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { composeSchemaFaults } from './compose-faults.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../../deploy/compose/compose.yaml'), 'utf8');

it('finds no fault in compose.yaml', async () => {
  await expect(composeSchemaFaults(text)).resolves.toEqual([]);
}, 180_000);

it.each([
  ['a misspelt key', 'read_only: true', 'readonly: true', /readonly/],
  ['a condition that does not exist', 'service_healthy', 'service_well', /condition/],
  ['text for a list', 'cap_drop: [ALL]', 'cap_drop: ALL', /cap_drop/],
])('refuses %s', async (_what, right, wrong, expected) => {
  const faults = await composeSchemaFaults(text.replace(right, wrong));
  expect(faults.join('\n')).toMatch(expected);
});
