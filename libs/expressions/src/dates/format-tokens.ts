import { dataError } from '../coerce/data-error.ts';

export type FormatPiece = { readonly token: string } | { readonly literal: string };

const LONGEST = 1_000;

/** Longer ones first within a letter, so that `MMMM` is not read as `MM` twice. */
const TOKENS = [
  ...['YYYYYY', 'YYYYY', 'YYYY', 'YY', 'Y', 'yyyy', 'yyy', 'yy', 'y'],
  ...['Qo', 'Q', 'MMMM', 'MMM', 'MM', 'Mo', 'M'],
  ...['DDDD', 'DDDo', 'DDD', 'DD', 'Do', 'D', 'dddd', 'ddd', 'dd', 'do', 'd'],
  ...['gggg', 'gg', 'GGGG', 'GG', 'wo', 'ww', 'w', 'Wo', 'WW', 'W', 'E', 'e'],
  ...['HH', 'H', 'hh', 'h', 'kk', 'k', 'mm', 'm', 'ss', 's'],
  ...['SSSSSSSSS', 'SSSSSSSS', 'SSSSSSS', 'SSSSSS', 'SSSSS', 'SSSS', 'SSS', 'SS', 'S'],
  ...['A', 'a', 'ZZ', 'Z', 'zz', 'z', 'X', 'x'],
];

/** Shorthands of the English locale. */
const SHORTHANDS = new Map([
  ['LTS', 'h:mm:ss A'],
  ['LT', 'h:mm A'],
  ['LLLL', 'dddd, MMMM D, YYYY h:mm A'],
  ['LLL', 'MMMM D, YYYY h:mm A'],
  ['LL', 'MMMM D, YYYY'],
  ['L', 'MM/DD/YYYY'],
  ['llll', 'ddd, MMM D, YYYY h:mm A'],
  ['lll', 'MMM D, YYYY h:mm A'],
  ['ll', 'MMM D, YYYY'],
  ['l', 'M/D/YYYY'],
]);

const byLetter = new Map<string, string[]>();
for (const token of [...TOKENS, ...SHORTHANDS.keys()]) {
  const letter = token.charAt(0);
  byLetter.set(letter, [...(byLetter.get(letter) ?? []), token]);
}

/**
 * Takes a format of Moment.js apart; text in square brackets stands for itself.
 * @throws EvaluationError DataError when it is too long to be one
 */
export function formatPieces(format: string): FormatPiece[] {
  if (format.length > LONGEST) throw dataError(`The date format is longer than ${String(LONGEST)} characters.`);
  const pieces: FormatPiece[] = [];
  let at = 0;
  while (at < format.length) {
    const close = format.startsWith('[', at) ? format.indexOf(']', at) : -1;
    if (close > 0) {
      pieces.push({ literal: format.slice(at + 1, close) });
      at = close + 1;
      continue;
    }
    const token = byLetter.get(format.charAt(at))?.find((candidate) => format.startsWith(candidate, at));
    const shorthand = token === undefined ? undefined : SHORTHANDS.get(token);
    if (shorthand !== undefined) pieces.push(...formatPieces(shorthand));
    else pieces.push(token === undefined ? { literal: format.charAt(at) } : { token });
    at += token?.length ?? 1;
  }
  return pieces;
}
