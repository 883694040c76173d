import { parseFilterOperator } from '@ebbflow/blueprint';
import { ModuleError, type Value } from '@ebbflow/connector-sdk';
import { compareOperands } from './compare-operands.ts';

/**
 * Answers one condition whose operator is known only in the run: of a filter module, or of a search in a data store.
 * @throws ModuleError DataError when the operator does not exist or an operand does not fit it
 */
export function holdsWritten(written: string, a: Value, b: Value, timezone: string): boolean {
  const operator = parseFilterOperator(written === '' ? (b === undefined ? 'exist' : 'text:equal') : written)?.operator;
  if (operator === undefined) throw new ModuleError('DataError', `The filter operator "${written}" does not exist.`);
  if (operator.type === 'any') return (a !== undefined && a !== null) === (operator.operation === 'exist');
  return compareOperands(operator, a, b, timezone);
}
