import type { SyntaxNode } from '@lezer/common';
import { EvaluationError } from '../expressions.errors.ts';
import type { Evaluate } from '../evaluate/evaluate.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { ExpressionFunction } from '../functions/define-function.ts';
import { findFunction } from '../functions/function-registry.ts';
import { isRest, type Parameter } from '../functions/parameter.ts';
import { suggestFunction } from '../functions/suggest-function.ts';
import { type CallArgument, callArguments } from './call-arguments.ts';
import { type CompileContext, nodeText, only, type Place } from './compile-context.ts';
import { constant, constantOf } from './compile-literal.ts';
import { keywords } from './keywords.ts';
import { located } from './located.ts';

type Read = (evaluation: Evaluation) => unknown;

export function compileCall(context: CompileContext, node: SyntaxNode): Evaluate {
  const name = nodeText(context, only(node.getChild('FunctionName')));
  const given = callArguments(context, only(node.getChild('ArgumentList')));
  const position = context.offset + node.from;
  const definition = findFunction(name);
  if (definition !== undefined) return compileKnown(context, definition, given, position);
  // Hand-written blueprints also write `emptystring()` and `now()`.
  const keyword = given.length === 0 ? keywords.get(name) : undefined;
  return keyword ?? compileUnknown(context, name, given, position);
}

/** The arguments are compiled all the same: their references and further unknown functions are findings too. */
function compileUnknown(
  context: CompileContext,
  name: string,
  given: readonly CallArgument[],
  position: number,
): Evaluate {
  const message = suggestFunction(name);
  context.unknownFunctions.push({ name, position, message });
  for (const argument of given) compileArgument(context, argument, 'trailing');
  return () => {
    throw new EvaluationError('EXPRESSIONS.UNKNOWN_FUNCTION', 'DataError', message, position);
  };
}

function compileKnown(
  context: CompileContext,
  definition: ExpressionFunction,
  given: readonly CallArgument[],
  position: number,
): Evaluate {
  // Surplus arguments are ignored, as Make does; compiled they are, for the references in them.
  if (!definition.parameters.some((parameter) => isRest(parameter))) {
    for (const surplus of given.slice(definition.parameters.length)) compileArgument(context, surplus, 'trailing');
  }
  const reads = definition.parameters.map((parameter, index) =>
    isRest(parameter)
      ? readRest(context, parameter.element, given.slice(index))
      : readOne(context, parameter, given[index] ?? 'missing'),
  );
  const prefix = `${definition.name}: `;
  const readAll = argumentReader(reads);
  return (evaluation) => {
    evaluation.step(1);
    try {
      const result = definition.evaluate(readAll(evaluation), evaluation);
      if (typeof result === 'string') evaluation.ensureSize(result.length);
      return result;
    } catch (error) {
      throw located(error, position, prefix);
    }
  };
}

function compileArgument(context: CompileContext, argument: CallArgument, lists: Place['lists']): Evaluate {
  if (argument === 'missing') return constant(undefined);
  if ('text' in argument) return constant(argument.text);
  return context.compile(argument.node, { lists, insideCall: true });
}

function compilePathArgument(context: CompileContext, argument: CallArgument): Evaluate {
  const evaluate = compileArgument(context, argument, 'first');
  if (argument === 'missing' || 'text' in argument || argument.node.name !== 'ModuleReference') return evaluate;
  const written = nodeText(context, argument.node);
  const moduleId = Number.parseInt(written, 10);
  return (evaluation) => (evaluation.scope.bundle(moduleId) === undefined ? written : evaluate(evaluation));
}

/** Array literals of known length: a loop with push made the whole call a third slower. */
function argumentReader(reads: readonly Read[]): (evaluation: Evaluation) => unknown[] {
  const [first, second, third, fourth, fifth] = reads;
  if (first === undefined) return () => [];
  if (second === undefined) return (evaluation) => [first(evaluation)];
  if (third === undefined) return (evaluation) => [first(evaluation), second(evaluation)];
  if (fourth === undefined) return (evaluation) => [first(evaluation), second(evaluation), third(evaluation)];
  if (fifth === undefined) {
    return (evaluation) => [first(evaluation), second(evaluation), third(evaluation), fourth(evaluation)];
  }
  return (evaluation) => reads.map((read) => read(evaluation));
}

function readOne(context: CompileContext, parameter: Parameter<unknown>, argument: CallArgument): Read {
  const evaluate =
    parameter.isPath === true
      ? compilePathArgument(context, argument)
      : compileArgument(context, argument, parameter.lists);
  const literal = parameter.isLazy === true ? undefined : literalArgument(parameter, evaluate);
  if (literal !== undefined) return () => literal.value;
  if (parameter.isLazy === true) return (evaluation) => () => evaluate(evaluation);
  return (evaluation) => parameter.read(evaluate(evaluation), evaluation);
}

/** A constant is coerced once, when it coerces without a scope; what fails is left to fail when it is evaluated. */
function literalArgument(parameter: Parameter<unknown>, evaluate: Evaluate): { readonly value: unknown } | undefined {
  const literal = constantOf(evaluate)?.value;
  if (parameter.presence === 'optional' && constantOf(evaluate) !== undefined && literal === undefined) {
    return { value: undefined };
  }
  if (parameter.kind === 'text' && typeof literal === 'string') return { value: literal };
  return parameter.kind === 'number' && typeof literal === 'number' && Number.isInteger(literal)
    ? { value: literal }
    : undefined;
}

function readRest(context: CompileContext, element: Parameter<unknown>, given: readonly CallArgument[]): Read {
  const reads = given.map((argument) => readOne(context, element, argument));
  return (evaluation) => reads.map((read) => read(evaluation));
}
