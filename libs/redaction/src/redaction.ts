import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import { formField, formFields } from './form-text.ts';
import { HiddenValues } from './hidden-values.ts';
import { type HiddenAs, markOf, textMarkOf } from './marks.ts';
import type { PathPatterns, PathState } from './path-patterns.ts';
import type { PersonalFinder } from './personal-finder.ts';
import type { Span } from './span.ts';
import type { WorkBudget } from './work-budget.ts';

export interface Hidden {
  /** Names joined by dots, places in lists as numbers. */
  readonly path: string;
  readonly hiddenAs: HiddenAs;
}

const MOST_LISTED = 1_000;
const MOST_DEPTH = 256;
/** JSON in a text in JSON in a text. */
const MOST_NESTED_TEXTS = 4;
/** A longer text or body is hidden unseen. */
const MOST_TEXT = 4 * 1_048_576;
const NOT_TEXT = /[^\P{Cc}\t\n\v\f\r]|\ufffd/u;
const utf8 = new TextDecoder();

/** Names from the inside out: written down for each value, and read only where something is hidden. */
interface PathNode {
  readonly name: string | number;
  readonly outer: PathNode | undefined;
  readonly depth: number;
}

/** Where the walk is. */
interface Place {
  readonly state: PathState;
  readonly path: PathNode | undefined;
  readonly nestedTexts: number;
}

/**
 * Hides what rules name in the values of one run, in one pass over them, also in texts that hold JSON or a form. Values are those that
 * `encodeValue` writes. What could not be looked at (too deep, too long, too much in all) is hidden like what is known to be personal:
 * a run whose data was made to be slow must not be the one whose data is kept. A value without anything hidden is answered as it came.
 */
export class Redaction {
  readonly hidden: Hidden[] = [];
  hiddenCount = 0;
  readonly #values = new HiddenValues();

  constructor(
    private readonly patterns: PathPatterns,
    private readonly finder: PersonalFinder,
    private readonly budget: WorkBudget,
  ) {}

  /** `names` lead to the value: those of paths begin with the id of a module. */
  value(value: JsonValue, names: readonly string[] = []): JsonValue {
    const outside: Place = { state: this.patterns.start, path: undefined, nestedTexts: 0 };
    return this.#walk(
      value,
      names.reduce((at, name) => this.#step(at, name), outside),
    );
  }

  /** A message: without what is personal by its looks, and without what was hidden in values so far. */
  message(text: string): string {
    const known = this.#values.takenOutOf(text, textMarkOf('path'));
    if (this.finder.isIdle) return known;
    if (!this.budget.look(known.length)) return textMarkOf('unchecked');
    return replaced(known, this.finder.find(known, this.budget));
  }

  #walk(value: JsonValue, place: Place): JsonValue {
    const { state, path } = place;
    if (state.isHit && path !== undefined) return value === null ? value : this.#hide(value, place, 'path');
    if (state.isOver && this.finder.isIdle) return value;
    if ((path?.depth ?? 0) > MOST_DEPTH) return this.#hide(value, place, 'unchecked');
    if (typeof value === 'string') return this.#text(value, place);
    if (typeof value === 'number') return this.#number(value, place);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return this.#list(value, place);
    if (typeof value['$date'] === 'string') return value;
    if (typeof value['$bytes'] === 'string') return this.#bytes(value, value['$bytes'], place);
    return this.#object(value, place);
  }

  #list(list: JsonValue[], { state, path, nestedTexts }: Place): JsonValue {
    let copy: JsonValue[] | undefined;
    for (const [index, item] of list.entries()) {
      const shown = this.#walk(item, { state, path: inside(path, index), nestedTexts });
      if (shown === item) continue;
      copy ??= [...list];
      copy[index] = shown;
    }
    return copy ?? list;
  }

  #object(object: JsonObject, place: Place): JsonValue {
    const entries: [string, JsonValue][] = [];
    let isChanged = false;
    for (const [name, field] of Object.entries(object)) {
      const shown = this.#walk(field, this.#step(place, name));
      const shownName = this.#name(name, place, entries.length);
      isChanged ||= shown !== field || shownName !== name;
      entries.push([shownName, shown]);
    }
    return isChanged ? Object.fromEntries(entries) : object;
  }

  /** A name can be personal itself, as where e-mail addresses are keys. */
  #name(name: string, place: Place, index: number): string {
    if (this.finder.isIdle || name.length < 5) return name;
    const spans = this.budget.look(name.length) ? this.finder.find(name, this.budget) : [wholly(name)];
    const [first] = spans;
    if (first === undefined) return name;
    this.#count(name, place, first.type);
    // The place keeps two such names apart.
    return `${replaced(name, spans)}#${String(index)}`;
  }

  #text(text: string, place: Place): JsonValue {
    if (text.length > MOST_TEXT || !this.budget.look(text.length)) return this.#hide(text, place, 'unchecked');
    if (place.nestedTexts < MOST_NESTED_TEXTS) {
      const nested = this.#nestedJson(text, place) ?? this.#nestedForm(text, place);
      if (nested !== undefined) return nested;
    }
    if (this.finder.isIdle) return text;
    const spans = this.finder.find(text, this.budget);
    const [first] = spans;
    if (first === undefined) return text;
    if (spans.length === 1 && text.slice(0, first.start).trim() === '' && text.slice(first.end).trim() === '') {
      return this.#hide(text, place, first.type);
    }
    for (const span of spans) this.#count(text.slice(span.start, span.end), place, span.type);
    return replaced(text, spans);
  }

  #nestedJson(text: string, place: Place): string | undefined {
    if (!/^\s{0,64}[[{]/.test(text)) return undefined;
    let parsed: JsonValue;
    try {
      parsed = JSON.parse(text) as JsonValue;
    } catch {
      return undefined;
    }
    const shown = this.#walk(parsed, { ...place, nestedTexts: place.nestedTexts + 1 });
    return shown === parsed ? text : JSON.stringify(shown);
  }

  #nestedForm(text: string, place: Place): string | undefined {
    const fields = formFields(text);
    if (fields === undefined) return undefined;
    const parts = fields.map((field) => {
      const outside = { ...place, nestedTexts: place.nestedTexts + 1 };
      const inner = field.names.reduce((at, name) => this.#step(at, name), outside);
      const shown = this.#walk(field.value, inner);
      if (shown === field.value) return field.written;
      return formField(field, typeof shown === 'string' ? shown : JSON.stringify(shown));
    });
    const shown = parts.join('&');
    return shown === text ? text : shown;
  }

  #number(value: number, place: Place): JsonValue {
    if (this.finder.isIdle || !Number.isSafeInteger(value) || value < 100_000_000) return value;
    const [first] = this.finder.find(String(value), this.budget);
    return first === undefined ? value : this.#hide(value, place, first.type);
  }

  /** A body that is text is looked at like one, and hidden as a whole; one that is not (a picture) stays. */
  #bytes(object: JsonObject, base64: string, place: Place): JsonValue {
    if (base64.length > MOST_TEXT || !this.budget.look(base64.length)) return this.#hide(object, place, 'unchecked');
    const text = utf8.decode(Buffer.from(base64, 'base64'));
    if (NOT_TEXT.test(text)) return object;
    const before = this.hidden.at(-1);
    const shown = this.#text(text, place);
    if (shown === text) return object;
    const last = this.hidden.at(-1);
    return markOf(last === undefined || last === before ? 'unchecked' : last.hiddenAs);
  }

  #step({ state, path, nestedTexts }: Place, name: string): Place {
    return { state: this.patterns.step(state, name), path: inside(path, name), nestedTexts };
  }

  #hide(value: JsonValue, place: Place, hiddenAs: HiddenAs): JsonValue {
    this.#count(value, place, hiddenAs);
    return markOf(hiddenAs);
  }

  #count(value: JsonValue, { path }: Place, hiddenAs: HiddenAs): void {
    this.#values.add(value);
    this.hiddenCount += 1;
    if (this.hidden.length < MOST_LISTED) this.hidden.push({ path: written(path), hiddenAs });
  }
}

function inside(outer: PathNode | undefined, name: string | number): PathNode {
  return { name, outer, depth: (outer?.depth ?? 0) + 1 };
}

function written(path: PathNode | undefined): string {
  const names: (string | number)[] = [];
  for (let node = path; node !== undefined; node = node.outer) names.push(node.name);
  return names.reverse().join('.');
}

function wholly(text: string): Span {
  return { start: 0, end: text.length, type: 'unchecked' };
}

function replaced(text: string, spans: readonly Span[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, type } of spans) {
    result += text.slice(from, start) + textMarkOf(type);
    from = end;
  }
  return result + text.slice(from);
}
