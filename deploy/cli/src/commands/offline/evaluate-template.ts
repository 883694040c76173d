import { decodeValue, encodeValue, isBundle, MAX_VALUE_DEPTH, ModuleError, type Value } from '@ebbflow/connector-sdk';
import {
  compileTemplate,
  ERASE,
  EvaluationError,
  ExpressionSyntaxError,
  IGNORE,
  type EvaluationScope,
} from '@ebbflow/expressions';
import type { JsonValue } from '@ebbflow/kernel';

export interface Evaluation {
  readonly expr: string;
  /** Module id to its output; other keys are variables. Dates as `{"$date": ISO}`, bytes as `{"$bytes": base64}`. */
  readonly data?: JsonValue;
  readonly timezone?: string;
}

export type EvaluationAnswer =
  | { readonly value: JsonValue }
  | { readonly error: { readonly code: string; readonly message: string; readonly position: number | null } };

/** Never throws for what is wrong with the template or the data. `ignore` and `erase` have no value outside a field and answer null. */
export function evaluateTemplate({ expr, data = {}, timezone = 'UTC' }: Evaluation): EvaluationAnswer {
  // Reading it recurses: one line with a deeper value would take the answers of all others with it.
  if (isDeeperThan(data, MAX_VALUE_DEPTH)) return failed('CLI.DATA_TOO_DEEP', TOO_DEEP);
  try {
    const value = compileTemplate(expr).evaluate(scopeOf(decodeValue(data), timezone));
    return { value: value === IGNORE || value === ERASE ? null : encodeValue(value) };
  } catch (thrown) {
    if (thrown instanceof ModuleError) return failed('EXPRESSIONS.DATA', thrown.message);
    if (!(thrown instanceof ExpressionSyntaxError) && !(thrown instanceof EvaluationError)) throw thrown;
    return failed(thrown.code, thrown.message, thrown.position);
  }
}

const TOO_DEEP = `The data is nested more than ${String(MAX_VALUE_DEPTH)} levels deep.`;

function failed(code: string, message: string, position?: number): EvaluationAnswer {
  return { error: { code, message, position: position ?? null } };
}

/** Level by level, without recursion. */
function isDeeperThan(data: JsonValue, limit: number): boolean {
  let level: JsonValue[] = [data];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

function scopeOf(data: Value, timezone: string): EvaluationScope {
  const known = isBundle(data) ? data : {};
  return {
    bundle: (moduleId) => known[String(moduleId)],
    variable: (path) => path.reduce<Value>(member, known),
    nowMs: Date.now(),
    random: Math.random,
    timezone,
  };
}

function member(at: Value, key: string): Value {
  return isBundle(at) && Object.hasOwn(at, key) ? at[key] : undefined;
}
