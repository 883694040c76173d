import { ERASE, EvaluationError, IGNORE, type EvaluationScope, type Value } from '@ebbflow/expressions';
import { FieldError } from './field.errors.ts';
import type { CompiledField } from './compiled-field.ts';

/**
 * The field's value for one bundle: `ignore` leaves the member out, `erase` writes null (the empty value of a field whose type
 * nobody told us). Constants are shared between runs: whoever gets the value must not change it.
 * @throws FieldError naming the field
 */
export function evaluateField(field: CompiledField, scope: EvaluationScope): Value {
  const value = evaluate(field, scope);
  return value === IGNORE ? undefined : value;
}

function evaluate(field: CompiledField, scope: EvaluationScope): Value {
  switch (field.kind) {
    case 'constant':
      return field.value;
    case 'template':
      return evaluateTemplate(field, scope);
    case 'list':
      return field.items.map((item) => evaluate(item, scope)).filter((item) => item !== IGNORE);
    case 'object': {
      const collection: { [key: string]: Value } = {};
      for (const [key, member] of field.entries) {
        const value = evaluate(member, scope);
        if (value !== IGNORE) collection[key] = value;
      }
      return collection;
    }
    case 'broken':
      throw new FieldError('DataError', field.field, field.message);
  }
}

function evaluateTemplate(field: CompiledField & { kind: 'template' }, scope: EvaluationScope): Value {
  try {
    const value = field.template.evaluate(scope);
    return value === ERASE ? null : value;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new FieldError(error.errorClass, field.field, error.message, error);
  }
}
