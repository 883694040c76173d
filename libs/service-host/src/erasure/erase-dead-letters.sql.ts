import type { Statement } from '@ebbflow/persistence';

export function eraseDeadLetters(schema: string): Statement {
  return { name: 'erase-dead-letters', text: `select ${schema}.erase_dead_letters($1) as count` };
}
