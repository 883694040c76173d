import { compileTemplate } from '../template/compile-template.ts';
import { aScope } from '../../test/scope.builder.ts';
import { signatureOf } from './define-function.ts';
import { allFunctions } from './function-registry.ts';

describe('the examples of the reference page', () => {
  for (const definition of allFunctions) {
    describe(signatureOf(definition), () => {
      for (const { expression, data, timezone, result } of definition.examples) {
        it(`${expression} is as the page says${timezone === undefined ? '' : ` in ${timezone}`}`, () => {
          const scope = aScope({
            ...(data === undefined ? {} : { data }),
            ...(timezone === undefined ? {} : { timezone }),
          });

          const template = compileTemplate(`{{${expression}}}`);

          expect(template.unknownFunctions).toEqual([]);
          expect(template.evaluate(scope)).toStrictEqual(result);
        });
      }
    });
  }

  it('every function has a name of its own, a summary and an example', () => {
    const names = allFunctions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(allFunctions.filter(({ examples, summary }) => examples.length === 0 || !summary.endsWith('.'))).toEqual([]);
  });

  it('a rest parameter is the last one', () => {
    const misplaced = allFunctions.filter(({ parameters }) =>
      parameters.slice(0, -1).some(({ presence }) => presence === 'rest'),
    );
    expect(misplaced).toEqual([]);
  });
});
