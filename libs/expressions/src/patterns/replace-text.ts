import type { Evaluation } from '../evaluate/evaluation.ts';
import { TextBuilder } from '../evaluate/text-builder.ts';

/** Replaces every occurrence; the replacement is taken as it stands, so that a price with a `$` stays a price. */
export function replaceText(text: string, search: string, replacement: string, evaluation: Evaluation): string {
  if (search === '') return text;
  const replaced = new TextBuilder(evaluation);
  let end = 0;
  for (let found = text.indexOf(search); found >= 0; found = text.indexOf(search, end)) {
    evaluation.step(1);
    replaced.append(text.slice(end, found)).append(replacement);
    end = found + search.length;
  }
  return end === 0 ? text : replaced.append(text.slice(end)).toString();
}
