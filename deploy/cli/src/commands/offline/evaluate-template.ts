import { decodeValue, encodeValue, isBundle, type Value } from '@ebbflow/connector-sdk';
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
  try {
    const value = compileTemplate(expr).evaluate(scopeOf(decodeValue(data), timezone));
    return { value: value === IGNORE || value === ERASE ? null : encodeValue(value) };
  } catch (thrown) {
    if (!(thrown instanceof ExpressionSyntaxError) && !(thrown instanceof EvaluationError)) throw thrown;
    return { error: { code: thrown.code, message: thrown.message, position: thrown.position ?? null } };
  }
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
