import { functionNames } from './function-registry.ts';

/**
 * Names that hand-written and generated blueprints use although the language never had them, with what does the job.
 * Counted in public blueprints; see the list in the design notes.
 */
const INVENTED = new Map([
  ['escapeJSON', 'use the module JSON > Create JSON, or toString for a collection'],
  ['stringify', 'did you mean `toString`?'],
  ['toJSON', 'did you mean `toString`?'],
  ['parseJSON', 'use the module JSON > Parse JSON'],
  ['urlEncode', 'did you mean `encodeURL`?'],
  ['urlDecode', 'did you mean `decodeURL`?'],
  ['filter', 'use `map` with its filter key and values'],
  ['or', 'use the operator `or` between the conditions'],
  ['and', 'use the operator `and` between the conditions'],
  ['not', 'use `!` before the condition'],
  ['greater', 'use the operator `>`'],
  ['greaterOrEqual', 'use the operator `>=`'],
  ['less', 'use the operator `<`'],
  ['lessOrEqual', 'use the operator `<=`'],
  ['empty', 'did you mean `ifempty`, `isBlank` or the word emptystring?'],
  ['isEmpty', 'did you mean `isBlank`?'],
  ['exists', 'compare with null (`1.name != null`) or use `ifempty`'],
  ['subtract', 'use the operator `-`'],
  ['multiply', 'use the operator `*`'],
  ['divide', 'use the operator `/`'],
  ['toUpper', 'did you mean `upper`?'],
  ['toLower', 'did you mean `lower`?'],
  ['size', 'did you mean `length`?'],
  ['count', 'did you mean `length`?'],
  ['toNumber', 'did you mean `parseNumber`?'],
]);

/** A sentence for a name that is no function: what is wrong, and what was probably meant. */
export function suggestFunction(name: string): string {
  // `JSON.stringify` and `Math.round` come from JavaScript; what follows the last dot says what was meant.
  const bare = name.slice(name.lastIndexOf('.') + 1);
  const known = INVENTED.get(name) ?? INVENTED.get(bare);
  if (known !== undefined) return `\`${name}\` is not a function; ${known}`;
  const near = nearestName(bare);
  return near === undefined
    ? `\`${name.slice(0, 80)}\` is not a function of the expression language.`
    : `\`${name}\` is not a function; did you mean \`${near}\`?`;
}

function nearestName(name: string): string | undefined {
  if (name.length > 40) return undefined;
  const lower = name.toLowerCase();
  let nearest: string | undefined;
  let smallest = name.length > 5 ? 3 : 2;
  for (const candidate of functionNames) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < smallest) [nearest, smallest] = [candidate, distance];
  }
  return nearest;
}

/** Levenshtein: letters to add, drop or change. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 1; at <= left.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= right.length; to += 1) {
      const change = (row[to - 1] ?? 0) + (left[at - 1] === right[to - 1] ? 0 : 1);
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
