import { functionNames } from './function-registry.ts';
import { suggestFunction } from './suggest-function.ts';

describe('the hint for a name that is no function', () => {
  it.each([
    ['urlEncode', '`urlEncode` is not a function; did you mean `encodeURL`?'],
    ['escapeJSON', '`escapeJSON` is not a function; use the module JSON > Create JSON, or toString for a collection'],
    ['ifEmpty', '`ifEmpty` is not a function; did you mean `ifempty`?'],
    ['formatdate', '`formatdate` is not a function; did you mean `formatDate`?'],
    ['replaceAl', '`replaceAl` is not a function; did you mean `replace`?'],
    ['extractUrnFromUrl', '`extractUrnFromUrl` is not a function of the expression language.'],
  ])('%s: %s', (name, hint) => {
    expect(suggestFunction(name)).toBe(hint);
  });

  it.each([
    'stringify',
    'toJSON',
    'filter',
    'or',
    'greaterOrEqual',
    'empty',
    'exists',
    'subtract',
    'multiply',
    'divide',
  ])('names what does the job for %s, which public blueprints call', (name) => {
    expect(functionNames).not.toContain(name);
    expect(suggestFunction(name)).toMatch(/did you mean|use |compare with/);
  });
});
