import { aScope } from '../../test/scope.builder.ts';
import { EvaluationError, ExpressionSyntaxError } from '../expressions.errors.ts';
import { ERASE, IGNORE } from '../value.ts';
import { compileTemplate } from './compile-template.ts';

const created = new Date('2024-05-01T10:00:00.000Z');
const scope = aScope({
  data: { 1: { name: 'Ann', age: 7, ok: true, created, list: ['a', 1], user: { id: 3 }, none: null } },
});
const evaluate = (text: string) => compileTemplate(text).evaluate(scope);

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to fail.');
}

describe('a template', () => {
  it('without holes is its own text', () => {
    expect(evaluate('plain } text { }} "')).toBe('plain } text { }} "');
    expect(compileTemplate('plain').isConstant).toBe(true);
    expect(evaluate('')).toBe('');
  });

  it('that is exactly one hole keeps the type of its value', () => {
    expect(evaluate('{{1.age}}')).toBe(7);
    expect(evaluate('{{1.created}}')).toBe(created);
    expect(evaluate('{{1.user}}')).toEqual({ id: 3 });
    expect(evaluate('{{1.missing}}')).toBeUndefined();
    expect(evaluate('{{}}')).toBeUndefined();
  });

  it('opens a hole with the last two of several braces, for JSON typed around it', () => {
    expect(evaluate('{{{1.name}}}')).toBe('{Ann}');
    expect(evaluate('{"user":{{{1.name}}: 1}}')).toBe('{"user":{Ann: 1}}');
    expect(failure(() => evaluate('{{{{{{'))).toBeInstanceOf(ExpressionSyntaxError);
  });

  it('reads a string whose quotes were escaped once too often', () => {
    expect(evaluate(String.raw`{{if(1.age >= 7; \"old (}} enough)\"; \"young\")}}`)).toBe('old (}} enough)');
    expect(evaluate(String.raw`{{join(1.list; "\")}}`)).toBe(String.raw`a\1`);
    expect(failure(() => evaluate(String.raw`{{if(1.ok; \"open; 1)}}`))).toBeInstanceOf(ExpressionSyntaxError);
  });

  it('names a dotted call as an unknown function, with what was probably meant', () => {
    const template = compileTemplate('{"a":{{JSON.stringify(merge(1.list; 1.user))}},"b":{{Math.round(1.age)}}}');
    expect(template.unknownFunctions.map(({ name, message }) => [name, message])).toEqual([
      ['JSON.stringify', '`JSON.stringify` is not a function; did you mean `toString`?'],
      ['Math.round', '`Math.round` is not a function; did you mean `round`?'],
    ]);
    expect(template.references).toEqual([1]);
    expect(failure(() => template.evaluate(scope))).toBeInstanceOf(EvaluationError);
    expect(evaluate('{{1.user.id}}{{unknown.path}}{{Emails[].x}}')).toBe('3');
  });

  it('takes a word with a slash, as one types it without quotes', () => {
    expect(evaluate('{{formatDate(1.created; HH:mm; Europe/Prague)}}')).toBe('12:00');
    expect(evaluate('{{formatDate(1.created; DD/MM/YYYY HH:mm)}}')).toBe('01/05/2024 10:00');
    expect(evaluate('{{ifempty(1.none; N/A)}}')).toBe('N/A');
    expect(evaluate('{{1.age/2}} {{timestamp / pi > 0}} {{1.age/abs(7)}}')).toBe('3.5 true 1');
  });

  it('with anything around a hole is text', () => {
    expect(evaluate('{{1.name}} is {{1.age}}, {{1.ok}}')).toBe('Ann is 7, true');
    expect(evaluate(' {{1.age}}')).toBe(' 7');
    expect(evaluate('{{1.age}}{{1.age}}')).toBe('77');
    expect(evaluate('{{1.created}}.')).toBe('2024-05-01T10:00:00.000Z.');
    expect(evaluate('[{{1.list}}]')).toBe('[a,1]');
    expect(evaluate('<{{1.missing}}{{1.none}}{{ignore}}{{erase}}>')).toBe('<>');
    expect(evaluate('a{{newline}}b{{space}}c{{nbsp}}{{tab}}{{carriagereturn}}{{emptystring}}')).toBe(
      'a\nb c\u00a0\t\r',
    );
  });

  it('answers the two markers for the caller to act on', () => {
    expect(evaluate('{{ignore}}')).toBe(IGNORE);
    expect(evaluate('{{erase}}')).toBe(ERASE);
    expect(evaluate('{{if(1.missing; 1.name; ignore)}}')).toBe(IGNORE);
    expect(IGNORE).not.toBe(ERASE);
  });

  it('lists the modules it reads, in arguments and branches too, each once', () => {
    const text = 'x {{3.a}} {{if(1.b; `12`; 3.c[2].d + 7.e)}} {{nosuch(20.x)}}';

    expect(compileTemplate(text).references).toEqual([1, 3, 7, 12, 20]);
  });

  it('does not end a hole inside a string or a quoted name', () => {
    expect(evaluate('{{"}}"}}!')).toBe('}}!');
    expect(evaluate('{{"a ""}}"" b"}}')).toBe('a "}}" b');
    const braces = aScope({ data: { 1: { 'a}}b': 5 } } });
    expect(compileTemplate('{{1.`a}}b`}}').evaluate(braces)).toBe(5);
  });

  it('fails on a collection amid text, with the place and without the value', () => {
    const error = failure(() => evaluate('id: {{1.user}}')) as EvaluationError;

    expect(error).toBeInstanceOf(EvaluationError);
    expect(error).toMatchObject({ code: 'EXPRESSIONS.DATA', errorClass: 'DataError', position: 6 });
    expect(error.message).not.toContain('3');
  });
});

describe('a syntax error', () => {
  it.each([
    ['{{1.}}', 4, 'a name', 'the end'],
    ['text {{1.a + }}', 13, 'a value', 'the end'],
    ['{{1.a 2.b}}', 6, 'an operator or `}}`', '`2`'],
    ['{{upper(1.a}}', 11, 'an operator, `;` or `)`', 'the end'],
    ['ab {{1.a}} cd {{ * 2}}', 17, 'a value', '`*`'],
    ['{{1.a', 5, '`}}`', 'the end'],
    ['{{upper("a}}', 8, 'a closing " for this one', 'the end'],
    ['{{1.a[x]}}', 6, 'an index or `]`', '`x`'],
    ['{{ {{1.a}} }}', 3, 'a value', '`{`'],
    ['{{Hello World}}', 8, 'an operator or `}}`', '`World`'],
    ['{{f(1.a, 2; 3)}}', 7, 'an operator, `;` or `)`', '`,`'],
    ['{{1.a ? 2}}', 6, 'an operator or `}}`', '`?`'],
  ])('in %s is reported at character %i of the template', (text, position, expected, found) => {
    const error = failure(() => compileTemplate(text));

    expect(error).toBeInstanceOf(ExpressionSyntaxError);
    expect(error).toMatchObject({ code: 'EXPRESSIONS.SYNTAX', position, expected, found });
  });
});

describe('an unknown function', () => {
  const template = compileTemplate('a {{urlEncode(1.name)}} {{if(1.ok; 1.name; nope(1.age))}}');

  it('does not keep the template from compiling and is listed with its place', () => {
    expect(template.unknownFunctions).toEqual([
      { name: 'urlEncode', position: 4, message: '`urlEncode` is not a function; did you mean `encodeURL`?' },
      { name: 'nope', position: 43, message: '`nope` is not a function of the expression language.' },
    ]);
  });

  it('is a DataError when it is evaluated, and only then', () => {
    expect(failure(() => template.evaluate(scope))).toMatchObject({
      code: 'EXPRESSIONS.UNKNOWN_FUNCTION',
      errorClass: 'DataError',
      position: 4,
    });
    expect(evaluate('{{if(1.ok; 1.name; nope(1.age))}}')).toBe('Ann');
  });
});
