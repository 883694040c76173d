import { ModuleError } from '@ebbflow/connector-sdk';
import { factorial, MATH_CONSTANTS, MATH_FUNCTIONS } from './math-functions.ts';
import { faultAt, tokensOf, type Token } from './tokens.ts';

/** Parentheses within parentheses; each costs a few frames of the stack. */
const DEEPEST = 200;

const BINARY: Readonly<Record<string, { readonly binds: number; readonly compute: (a: number, b: number) => number }>> =
  {
    or: { binds: 1, compute: (a, b) => Number(a !== 0 || b !== 0) },
    and: { binds: 2, compute: (a, b) => Number(a !== 0 && b !== 0) },
    '==': { binds: 3, compute: (a, b) => Number(a === b) },
    '!=': { binds: 3, compute: (a, b) => Number(a !== b) },
    '<': { binds: 4, compute: (a, b) => Number(a < b) },
    '<=': { binds: 4, compute: (a, b) => Number(a <= b) },
    '>': { binds: 4, compute: (a, b) => Number(a > b) },
    '>=': { binds: 4, compute: (a, b) => Number(a >= b) },
    '+': { binds: 5, compute: (a, b) => a + b },
    '-': { binds: 5, compute: (a, b) => a - b },
    '*': { binds: 6, compute: (a, b) => a * b },
    '/': { binds: 6, compute: (a, b) => a / b },
    '%': { binds: 6, compute: (a, b) => a % b },
  };
/** Minus binds less than a power: -2^2 is -4. A power binds to the right: 2^3^2 is 2^9. */
const UNARY_BINDS = 7;

/**
 * The number an expression is worth: `+ - * / % ^ !`, comparisons and `and`, `or`, `not` (true is 1), parentheses, the usual
 * functions, `pi` and `e`. Nothing of it ever becomes code.
 * @throws ModuleError DataError with the character where it goes wrong, or when the outcome is no finite number
 */
export function evaluateExpression(text: string): number {
  const parser = new Parser(tokensOf(text));
  const value = parser.expression();
  parser.expectEnd();
  if (!Number.isFinite(value)) {
    throw new ModuleError('DataError', 'The field "expression" has no finite number as its outcome.');
  }
  return value;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Everything that binds at least as strongly as `binds`. */
  expression(binds = 1): number {
    this.#depth += 1;
    if (this.#depth > DEEPEST)
      throw faultAt(this.#token.position, `it is nested deeper than ${String(DEEPEST)} levels`);
    let left = this.#unary();
    for (;;) {
      const operator = Object.hasOwn(BINARY, this.#token.text) ? BINARY[this.#token.text] : undefined;
      if (operator === undefined || operator.binds < binds) break;
      this.#at += 1;
      left = operator.compute(left, this.expression(operator.binds + 1));
    }
    this.#depth -= 1;
    return left;
  }

  expectEnd(): void {
    if (this.#token.kind !== 'end') throw faultAt(this.#token.position, 'the end was expected');
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', position: 0 };
  }

  #take(text: string): boolean {
    if (this.#token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw faultAt(this.#token.position, `"${text}" was expected`);
  }

  #unary(): number {
    if (this.#take('-')) return -this.expression(UNARY_BINDS);
    if (this.#take('+')) return this.expression(UNARY_BINDS);
    if (this.#take('not')) return Number(this.expression(UNARY_BINDS) === 0);
    let value = this.#primary();
    while (this.#take('!')) value = factorial(value);
    return this.#take('^') ? value ** this.expression(UNARY_BINDS) : value;
  }

  #primary(): number {
    const token = this.#token;
    this.#at += 1;
    if (token.kind === 'number') return Number(token.text);
    if (token.text === '(') {
      const value = this.expression();
      this.#expect(')');
      return value;
    }
    if (token.kind === 'name') return this.#token.text === '(' ? this.#call(token) : constant(token);
    throw faultAt(token.position, 'a number was expected');
  }

  #call(name: Token): number {
    const called = MATH_FUNCTIONS.get(name.text);
    if (called === undefined) throw faultAt(name.position, 'there is a function that is not known');
    this.#expect('(');
    const values: number[] = [];
    if (!this.#take(')')) {
      do values.push(this.expression());
      while (this.#take(','));
      this.#expect(')');
    }
    if (values.length < called.atLeast || values.length > called.atMost) {
      const many =
        called.atLeast === called.atMost
          ? String(called.atLeast)
          : `${String(called.atLeast)} to ${String(called.atMost)}`;
      throw faultAt(name.position, `the function needs ${many} arguments`);
    }
    return called.compute(...values);
  }
}

function constant({ text, position }: Token): number {
  const value = MATH_CONSTANTS.get(text);
  if (value === undefined) throw faultAt(position, 'there is a name that is not known');
  return value;
}
