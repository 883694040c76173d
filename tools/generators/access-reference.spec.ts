import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AccessPolicy, accessPolicy } from '../../libs/policy/src/access-policy.ts';
import { accessPage } from './access-reference.ts';

const root = resolve(import.meta.dirname, '../..');

/** Table cells are padded by the formatter; what they say is not. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/-{3,}/g, '---').replace(/:-+:/g, ':-:').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

it('is what docs/reference/access.md says', () => {
  const page = readFileSync(join(root, 'docs/reference/access.md'), 'utf8');
  // When this fails: run tools/generators/write-access-reference.mjs.
  expect(lines(page)).toEqual(lines(accessPage(accessPolicy())));
});

it('marks who holds what, the owner with everything, and no row for a team that cannot hold it', () => {
  const page = accessPage(
    new AccessPolicy({
      'things:read': { may: 'see things', reach: 'team', organisation: ['admin'], team: ['operator'] },
      'books:write': { may: 'keep the books', reach: 'organisation', organisation: ['accountant'], team: [] },
    }),
  );
  expect(page).toContain('| `things:read` | see things | team | ✓ | ✓ |  |  |  |');
  expect(page).toContain('| `things:read` | see things | team |  |  |  | ✓ |  |');
  expect(page).toContain('| `books:write` | keep the books | organisation | ✓ |  |  | ✓ |  |');
  expect(page.split('`books:write`')).toHaveLength(2);
});
