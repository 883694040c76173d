import { ModuleError } from '@ebbflow/connector-sdk';

/**
 * The name of a variable, which becomes the name of a field.
 * @throws ModuleError DataError when there is none, or it cannot be a field's name
 */
export function requireVariableName(name: string | undefined): string {
  if (name === undefined) throw new ModuleError('DataError', 'The variable needs a name.');
  if (name === '__proto__') throw new ModuleError('DataError', 'A variable cannot be called "__proto__".');
  return name;
}
