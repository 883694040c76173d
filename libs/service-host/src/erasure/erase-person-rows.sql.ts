import type { Statement } from '@ebbflow/persistence';

/** $3: `count`, `delete` or `empty`. */
export function erasePersonRows(schema: string): Statement {
  return { name: 'erase-person-rows', text: `select ${schema}.erase_person_rows($1, $2, $3, $4, $5) as count` };
}
