import type { ConditionNode, FilterNode, ModuleNode } from '../blueprint.ts';
import { parseFilterOperator } from '../filter-operator.ts';
import { childPointer } from '../pointer.ts';
import type { Compilation } from './compilation.ts';
import { compileField } from './compile-field.ts';
import type { CompiledCondition, CompiledFilter } from './compiled-scenario.ts';

export function compileFilter(filter: FilterNode, node: ModuleNode, compilation: Compilation): CompiledFilter {
  const compileCondition = (condition: ConditionNode): CompiledCondition => {
    const operand = (key: 'a' | 'b'): CompiledCondition['a'] =>
      compileField(
        condition[key],
        { node, pointer: childPointer(condition.pointer, key), field: `filter ${key}` },
        compilation,
      );
    return {
      a: operand('a'),
      b: operand('b'),
      operator: readOperator(condition, node, compilation),
      written: condition.o,
    };
  };
  return { name: filter.name, conditions: filter.conditions.map((group) => group.map(compileCondition)) };
}

/** Without an operator, a condition with a second operand compares and one without asks for existence. */
function readOperator(
  { o: written, b, pointer: at }: ConditionNode,
  node: ModuleNode,
  compilation: Compilation,
): CompiledCondition['operator'] {
  const pointer = childPointer(at, 'o');
  const parsed = parseFilterOperator(written === '' ? (b === null ? 'exist' : 'text:equal') : written);
  if (parsed === undefined) {
    compilation.report(node, 'unknown-operator', 'error', {
      pointer,
      subject: written,
      message: `The filter operator "${written}" does not exist; choose one such as text:equal, number:greater or exist.`,
    });
  } else if (parsed.canonical !== written) {
    compilation.report(node, 'operator-alias', 'info', {
      pointer,
      subject: written,
      message: `The filter operator ${written === '' ? 'is missing; it is' : `"${written}" is`} read as ${parsed.canonical}.`,
    });
  }
  return parsed?.operator;
}
