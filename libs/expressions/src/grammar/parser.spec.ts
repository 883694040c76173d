import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateParser } from './generate-parser.mjs';
import { parser } from './generated/expression.parser.ts';

const generated = join(import.meta.dirname, 'generated');

describe('the generated parser', () => {
  it('is what the grammar gives today; else run src/grammar/generate-parser.mjs', () => {
    const { parser: tables, terms } = generateParser();

    expect(readFileSync(join(generated, 'expression.parser.ts'), 'utf8')).toBe(tables);
    expect(readFileSync(join(generated, 'expression.parser.terms.ts'), 'utf8')).toBe(terms);
  });

  it.each([
    ['1.5', 'Hole(Number)'],
    ['1.5.x', 'Hole(ModuleReference(ModuleId,Dot,Segment,Dot,Segment))'],
    ['1.2fa', 'Hole(ModuleReference(ModuleId,Dot,Segment))'],
    ['1.content-type', 'Hole(ModuleReference(ModuleId,Dot,Segment))'],
    ['1.total-2', 'Hole(Sum(ModuleReference(ModuleId,Dot,Segment),PlusOperator,Number))'],
    ['2016-12-08', 'Hole(DateText)'],
    ['f(2016-12-28 16:03)', 'Hole(Call(FunctionName(Word),ArgumentList("(",RawText,")")))'],
    ['f(a%20b;TWE=)', 'Hole(Call(FunctionName(Word),ArgumentList("(",RawText,Semicolon,RawText,")")))'],
    [
      'f(a%20;1.b=2)',
      'Hole(Call(FunctionName(Word),ArgumentList("(",Product(Variable(Word),TimesOperator,Number),Semicolon,Equality(ModuleReference(ModuleId,Dot,Segment),EqualityOperator,Number),")")))',
    ],
    ['2016 - 12', 'Hole(Sum(Number,PlusOperator,Number))'],
  ])('%s is read as %s', (source, tree) => {
    const read: { toString(): string } = parser.parse(source);

    expect(read.toString()).toBe(tree);
  });
});
