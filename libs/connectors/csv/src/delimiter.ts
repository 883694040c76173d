import { ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';

const NAMED: Readonly<Record<string, string>> = { comma: ',', tab: '\t', semicolon: ';' };

/**
 * What stands between two fields: `delimiterType` is `comma` (default), `tab`, `semicolon`, or `other` with the character in `delimiter`.
 * @throws ModuleError DataError when it is not one character, or one that has a meaning of its own in CSV
 */
export function readDelimiter(parameters: Bundle): string {
  const type = readText(parameters, 'delimiterType') ?? (parameters['delimiter'] === undefined ? 'comma' : 'other');
  const named = Object.hasOwn(NAMED, type) ? NAMED[type] : undefined;
  const delimiter = named ?? readText(parameters, 'delimiter') ?? ',';
  if (delimiter.length !== 1 || ['"', '\n', '\r'].includes(delimiter)) {
    throw new ModuleError(
      'DataError',
      'The field "delimiter" must be exactly one character, no quote and no line break.',
    );
  }
  return delimiter;
}
