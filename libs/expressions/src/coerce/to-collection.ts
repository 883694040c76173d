import { type Collection, isCollection, type Value } from '../value.ts';
import { dataError } from './data-error.ts';
import { typeName } from './type-name.ts';

/** @throws EvaluationError DataError for anything that is no collection */
export function toCollection(value: Value): Collection {
  if (isCollection(value)) return value;
  throw dataError(`A collection is needed here, not a value of type ${typeName(value)}.`);
}
