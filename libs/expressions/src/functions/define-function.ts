import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Value } from '../value.ts';
import type { Parameter } from './parameter.ts';

export type FunctionCategory = 'general' | 'math' | 'text' | 'date' | 'array';

/** One line of the reference page and one test: `expression` is the inside of a hole, evaluated at 2024-05-17T12:00:00Z. */
export interface FunctionExample {
  readonly expression: string;
  /** Bundles by module id. */
  readonly data?: { readonly [moduleId: number]: Value };
  /** Zone of the scenario; default UTC. */
  readonly timezone?: string;
  readonly result: Value;
}

type ArgumentsOf<Parameters extends readonly Parameter<unknown>[]> = {
  -readonly [Index in keyof Parameters]: Parameters[Index] extends Parameter<infer Read> ? Read : never;
};

/** Everything that is true of one function; the reference page, the tests and the import findings are made from it. */
export interface FunctionDefinition<Parameters extends readonly Parameter<unknown>[] = readonly Parameter<unknown>[]> {
  readonly name: string;
  readonly category: FunctionCategory;
  /** One sentence: what it answers. */
  readonly summary: string;
  readonly parameters: Parameters;
  readonly examples: readonly FunctionExample[];
  evaluate(given: ArgumentsOf<Parameters>, evaluation: Evaluation): Value;
}

/** A definition whose parameter types are no longer known: what the registry holds. */
export interface ExpressionFunction extends Omit<FunctionDefinition, 'evaluate'> {
  evaluate(given: readonly unknown[], evaluation: Evaluation): Value;
}

/** Ties the types of `evaluate` to the parameters; the compiler coerces the arguments before it calls. */
export function defineFunction<const Parameters extends readonly Parameter<unknown>[]>(
  definition: FunctionDefinition<Parameters>,
): ExpressionFunction {
  return definition;
}

/** `formatNumber(number; decimals; [decimalSeparator]; [thousandsSeparator])` */
export function signatureOf(definition: ExpressionFunction): string {
  const names = definition.parameters.map(({ name, presence }) =>
    presence === 'required' ? name : presence === 'optional' ? `[${name}]` : `[${name}; …]`,
  );
  return `${definition.name}(${names.join('; ')})`;
}
