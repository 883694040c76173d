import { FILTER_OPERATIONS, parseFilterOperator } from './filter-operator.ts';

describe('parseFilterOperator', () => {
  it('knows every operator of Make by its own name', () => {
    const names = Object.entries(FILTER_OPERATIONS).flatMap(([type, operations]) =>
      operations.flatMap((operation) => [
        `${type}:${operation}`,
        ...(type === 'text' || (type === 'array' && operation.endsWith('contain')) ? [`${type}:${operation}:ci`] : []),
      ]),
    );
    for (const name of [...names, 'exist', 'notexist']) expect(parseFilterOperator(name)?.canonical).toBe(name);
    expect(names).toHaveLength(50);
  });

  it.each([
    ['string:equal', 'text:equal'],
    ['number:gte', 'number:greaterorequal'],
    ['numeric:greater', 'number:greater'],
    ['text:contains', 'text:contain'],
    ['text:startswith', 'text:startwith'],
    ['date:before', 'date:less'],
    ['date:later', 'date:greater'],
    ['Text:Equal:CI', 'text:equal:ci'],
    ['exists', 'exist'],
    ['text:notexist', 'notexist'],
    ['equal', 'text:equal'],
  ])('reads %s as %s', (written, canonical) => {
    expect(parseFilterOperator(written)?.canonical).toBe(canonical);
  });

  it.each(['text:resembles', 'boolean:less', 'colour:equal', 'constructor:equal', 'text:__proto__'])(
    'does not know %s',
    (written) => {
      expect(parseFilterOperator(written)).toBeUndefined();
    },
  );
});
