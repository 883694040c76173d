import { isBundle, ModuleError, type Bundle, type Value } from '@ebbflow/connector-sdk';
import type { Connection, FieldPacket } from 'mysql2';
import { columnValue } from './column-value.ts';
import { databaseError } from './database-error.ts';
import type { QueryPlan } from './query-plan.ts';

/** Of all rows, as JSON. */
const MOST_BYTES = 32 * 1_048_576;

export interface QueryResult {
  readonly bundles: readonly Bundle[];
  readonly bytes: number;
  readonly hasMore: boolean;
}

/**
 * One prepared statement. Its rows are taken as they come, and no more than were asked for: then the connection is cut off,
 * since the protocol knows no other end. @throws ModuleError
 */
export async function runQuery(connection: Connection, plan: QueryPlan): Promise<QueryResult> {
  const { promise, resolve, reject } = Promise.withResolvers<QueryResult>();
  // The client's own timer goes on after a connection was cut off.
  const timer = setTimeout(() => {
    reject(new ModuleError('ModuleTimeoutError', 'The query was ended because it took too long.'));
    connection.destroy();
  }, plan.timeoutMs);
  try {
    readRows(connection, plan, { resolve, reject });
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function readRows(
  connection: Connection,
  plan: QueryPlan,
  { resolve, reject }: { readonly resolve: (result: QueryResult) => void; readonly reject: (reason: Error) => void },
): void {
  const bundles: Bundle[] = [];
  let [fields, bytes]: [readonly FieldPacket[], number] = [[], 0];
  const command = connection.execute({ sql: plan.text, rowsAsArray: true }, plan.values.map(toParameter) as never);
  const take = (bundle: Bundle): void => {
    bundles.push(bundle);
    bytes += Buffer.byteLength(JSON.stringify(bundle));
    if (bytes > MOST_BYTES) {
      reject(new ModuleError('MaxResultsExceededError', 'The rows are larger than 32 MiB; ask for fewer.'));
      connection.destroy();
    } else if (bundles.length > plan.maxRows) {
      resolve({ bundles: bundles.slice(0, plan.maxRows), bytes, hasMore: true });
      connection.destroy();
    }
  };
  command.on('fields', (found: readonly FieldPacket[] | undefined) => (fields = found ?? []));
  command.on('result', (row: unknown) => {
    if (!Array.isArray(row)) take(summaryOf(row));
    else if (bundles.length <= plan.maxRows) take(toBundle(row, fields));
  });
  command.on('error', (thrown: unknown) => reject(databaseError(thrown)));
  command.on('end', () => resolve({ bundles, bytes, hasMore: false }));
}

function toBundle(row: readonly unknown[], fields: readonly FieldPacket[]): Bundle {
  return Object.fromEntries(
    fields.flatMap((field, index) =>
      field.name === '__proto__' ? [] : [[field.name, columnValue(row[index], field)] as const],
    ),
  );
}

/** Of a statement that gives no rows. */
function summaryOf(header: unknown): Bundle {
  const { affectedRows = 0, insertId = 0 } = header as { affectedRows?: number; insertId?: number };
  return { affectedRows, insertId };
}

function toParameter(value: Value): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return isBundle(value) || Array.isArray(value) ? JSON.stringify(value) : (value ?? null);
}
