import type { Meter } from '../evaluate/meter.ts';
import { TextBuilder } from '../evaluate/text-builder.ts';

/** Replaces every occurrence; the replacement is taken as it stands, so that a price with a `$` stays a price. */
export function replaceText(text: string, search: string, replacement: string, meter: Meter): string {
  if (search === '') return text;
  const replaced = new TextBuilder(meter);
  let end = 0;
  for (let found = text.indexOf(search); found >= 0; found = text.indexOf(search, end)) {
    meter.step(1);
    replaced.append(text.slice(end, found)).append(replacement);
    end = found + search.length;
  }
  return end === 0 ? text : replaced.append(text.slice(end)).toString();
}
