import { ModuleError } from '@ebbflow/connector-sdk';

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  /** In characters, from 1. */
  readonly position: number;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(<=|>=|==|!=|[-+*/%^!(),<>]))/y;

/** @throws ModuleError DataError at the first character that has no meaning */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) {
      const at = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
      throw faultAt(at + 1, 'there is a character that has no meaning');
    }
    const [whole, number, name, symbol = ''] = match;
    const written = number ?? name ?? symbol;
    const kind = number === undefined ? (name === undefined ? 'symbol' : 'name') : 'number';
    tokens.push({ kind, text: written, position: from + whole.length - written.length + 1 });
  }
  return [...tokens, { kind: 'end', text: '', position: end + 1 }];
}

export function faultAt(position: number, what: string): ModuleError {
  return new ModuleError(
    'DataError',
    `The field "expression" cannot be evaluated: at character ${String(position)} ${what}.`,
  );
}
