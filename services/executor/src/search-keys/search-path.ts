import type { JsonValue } from '@ebbflow/kernel';

/** More values of one key are nobody's key any more, and would make one run cost thousands of rows. */
export const MOST_VALUES = 20;

interface KeptExecution {
  readonly moduleId: number;
  readonly bundles: readonly JsonValue[];
}

/** What redaction puts in the place of a part of a text: that is not what the text was. */
const TEXT_MARK = '[redacted:';

/** `2.customer.email`: a module and the names that lead to a value in its bundles; lists on the way are passed through. */
export class SearchPath {
  readonly #moduleId: number;
  readonly #names: readonly string[];

  constructor(path: string) {
    const [moduleId = '', ...names] = segmentsOf(path);
    this.#moduleId = Number(moduleId);
    this.#names = names;
  }

  /** The first twenty different values that can be named: texts, numbers, truth values and instants. What is hidden is none. */
  valuesIn(executions: readonly KeptExecution[]): string[] {
    const values = new Set<string>();
    for (const { moduleId, bundles } of executions)
      if (moduleId === this.#moduleId) for (const bundle of bundles) this.#collect(bundle, 0, values);
    return [...values];
  }

  #collect(value: JsonValue | undefined, depth: number, values: Set<string>): void {
    if (value === undefined || value === null || values.size >= MOST_VALUES) return;
    if (Array.isArray(value)) {
      for (const item of value) this.#collect(item, depth, values);
      return;
    }
    const name = this.#names[depth];
    if (name === undefined) {
      const text = textOf(value);
      if (text !== undefined && text.trim() !== '' && !text.includes(TEXT_MARK)) values.add(text);
      return;
    }
    if (typeof value === 'object' && Object.hasOwn(value, name)) this.#collect(value[name], depth + 1, values);
  }
}

/** Values as `encodeValue` writes them. */
function textOf(value: Exclude<JsonValue, JsonValue[] | null>): string | undefined {
  if (typeof value !== 'object') return String(value);
  const { $date: date } = value;
  return typeof date === 'string' ? date : undefined;
}

function segmentsOf(path: string): string[] {
  return [...path.matchAll(/((?:\\.|[^.\\])+)(?:\.|$)/gs)].map(([, segment = '']) =>
    segment.replaceAll(/\\(.)/gs, '$1'),
  );
}
