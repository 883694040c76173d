import type { Database, Statement } from '@ebbflow/persistence';
import { pagedRows, type SubjectDataset } from './subject-dataset.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows of an organisation by one statement: $1 tenant, $2 only after this key, $3 how many at most, in the order of the key; `key` is a column of it. */
export function statementDataset(
  database: Database,
  {
    statement,
    ...said
  }: Omit<SubjectDataset, 'rows' | 'of' | 'role' | 'isProvided'> & { readonly statement: Statement },
): SubjectDataset {
  return {
    ...said,
    ...{ role: 'processor', isProvided: true, of: ['organisation'] },
    async *rows({ tenantId }) {
      const read = (after: string, most: number): Promise<(Row & { readonly key: string })[]> =>
        database.withTenant(tenantId, (sql) => sql.query(statement, [tenantId, after, most]));
      for await (const { key: _key, ...row } of pagedRows(read, ({ key }) => key)) yield row;
    },
  };
}
