import {
  ModuleError,
  readList,
  readNumber,
  readText,
  requireText,
  type Bundle,
  type Value,
} from '@ebbflow/connector-sdk';

const USUAL_ROWS = 1_000;
const MOST_ROWS = 10_000;
const USUAL_SECONDS = 30;
const MOST_SECONDS = 300;
const LONGEST_QUERY = 1_048_576;

export interface QueryPlan {
  readonly connectionId: string;
  readonly text: string;
  /** For the `?` of the text: sent beside the text, never put into it. */
  readonly values: readonly Value[];
  readonly maxRows: number;
  readonly timeoutMs: number;
}

/**
 * Reads `query`, `parameters` (a list; rows of `{value}` will do), `limit` (rows, 1000; at most 10 000) and `timeout`
 * (seconds, 30; at most 300). The account is `parameters.account`.
 * @throws ModuleError DataError, InvalidConfigurationError
 */
export function planQuery(parameters: Bundle, mapped: Bundle): QueryPlan {
  const connectionId =
    readText(parameters, 'account') ?? readText(parameters, '__IMTCONN__') ?? readText(parameters, 'connection');
  if (connectionId === undefined) {
    throw new ModuleError('InvalidConfigurationError', 'The module has no connection ("account"); choose one.');
  }
  const key = ['query', 'sql'].find((candidate) => readText(mapped, candidate) !== undefined) ?? 'query';
  return {
    connectionId,
    text: requireText(mapped, key, LONGEST_QUERY),
    values: readValues(mapped),
    maxRows: bounded(readNumber(mapped, 'limit') ?? readNumber(parameters, 'limit') ?? USUAL_ROWS, MOST_ROWS),
    timeoutMs: bounded(readNumber(mapped, 'timeout') ?? USUAL_SECONDS, MOST_SECONDS) * 1_000,
  };
}

function readValues(mapped: Bundle): readonly Value[] {
  const key = ['parameters', 'params', 'values'].find((candidate) => readList(mapped, candidate).length > 0);
  return key === undefined ? [] : readList(mapped, key).map(unwrapped);
}

/** Fields of a form come as rows `{value}`; anything else is the value itself. */
function unwrapped(row: Value): Value {
  const isRow = typeof row === 'object' && row !== null && !Array.isArray(row) && Object.keys(row).join() === 'value';
  return isRow ? (row as Bundle)['value'] : row;
}

function bounded(number: number, most: number): number {
  return Math.min(Math.max(Math.trunc(number), 1), most);
}
