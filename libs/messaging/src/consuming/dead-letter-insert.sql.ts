import type { Statement } from '@ebbflow/persistence';

export function deadLetterInsert(schema: string): Statement {
  return {
    name: 'dead-letter-insert',
    text: `
      insert into ${schema}.dead_letter (consumer_group, topic, key, attributes, data, code, reason, attempts)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  };
}
