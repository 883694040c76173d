import { ModuleError, type Bundle, type Value } from '@ebbflow/connector-sdk';
import type { Client } from 'pg';
import Cursor from 'pg-cursor';
import { COLUMN_TYPES } from './column-types.ts';
import { databaseError } from './database-error.ts';
import type { QueryPlan } from './query-plan.ts';

const ROWS_AT_ONCE = 200;
/** Of all rows, as JSON. */
const MOST_BYTES = 32 * 1_048_576;

export interface QueryResult {
  readonly bundles: readonly Bundle[];
  readonly bytes: number;
  readonly hasMore: boolean;
}

/**
 * One statement in a transaction of its own, so that its time can be bound on the server also where a pooler in between shares
 * sessions. Rows are taken in portions, and no more than were asked for.
 * @throws ModuleError
 */
export async function runQuery(client: Client, plan: QueryPlan): Promise<QueryResult> {
  try {
    await client.query('begin');
    await client.query(`set local statement_timeout = ${String(plan.timeoutMs)}`);
    const result = await readRows(client, plan);
    await client.query('commit');
    return result;
  } catch (thrown) {
    // Closing the connection rolls back, whatever state it is in.
    throw databaseError(thrown);
  }
}

async function readRows(client: Client, plan: QueryPlan): Promise<QueryResult> {
  const cursor = client.query(
    new Cursor<Value[]>(plan.text, plan.values.map(toParameter), { rowMode: 'array', types: COLUMN_TYPES }),
  );
  const bundles: Bundle[] = [];
  let bytes = 0;
  for (;;) {
    const { rows, names, affected } = await readPortion(
      cursor,
      Math.min(ROWS_AT_ONCE, plan.maxRows + 1 - bundles.length),
    );
    for (const row of rows) {
      const bundle = toBundle(names, row);
      bytes += Buffer.byteLength(JSON.stringify(bundle));
      if (bytes > MOST_BYTES)
        throw new ModuleError('MaxResultsExceededError', 'The rows are larger than 32 MiB; ask for fewer.');
      bundles.push(bundle);
    }
    const isOver = rows.length < ROWS_AT_ONCE || bundles.length > plan.maxRows;
    if (!isOver) continue;
    await cursor.close();
    // A statement without columns gives none; how many rows it touched is what there is to say.
    if (names.length === 0) return { bundles: [{ affectedRows: affected }], bytes, hasMore: false };
    return { bundles: bundles.slice(0, plan.maxRows), bytes, hasMore: bundles.length > plan.maxRows };
  }
}

function readPortion(
  cursor: Cursor<Value[]>,
  count: number,
): Promise<{ rows: Value[][]; names: string[]; affected: number }> {
  return new Promise((resolve, reject) => {
    cursor.read(count, (error: Error | undefined, rows, result) => {
      if (error) reject(error);
      else resolve({ rows, names: result.fields.map(({ name }) => name), affected: result.rowCount ?? 0 });
    });
  });
}

function toBundle(names: readonly string[], row: readonly Value[]): Bundle {
  return Object.fromEntries(
    names.map((name, index) => [name, row[index]] as const).filter(([name]) => name !== '__proto__'),
  );
}

/** Collections go as JSON; pg makes a list of a list, and of dates and bytes what they are. */
function toParameter(value: Value): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value);
  return value ?? null;
}
