import type { Statement } from '@ebbflow/persistence';

export interface ErasureTable {
  readonly name: string;
  readonly rangeFrom: Date | null;
  readonly rangeTo: Date | null;
}

/** Tables with a tenant, a row for each partition. */
export function listErasureTables(schema: string): Statement {
  return {
    name: 'list-erasure-tables',
    text: `select name, range_from as "rangeFrom", range_to as "rangeTo" from ${schema}.erasure_tables()`,
  };
}
