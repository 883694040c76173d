type Row = Readonly<Record<string, unknown>>;

/**
 * What of a row is about somebody who is known by these values, or undefined when nothing is. Plain fields of the row itself stay (when it was,
 * of what); of what is nested only the smallest records that name the person, whole: other people's records beside them are theirs
 * (Article 15(4)).
 */
export function partAbout(values: readonly string[], row: Row): Row | undefined {
  const about = new About(values);
  if (!about.names(row)) return undefined;
  const fields = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    if (!isNested(value)) return [[name, value]];
    const part = about.part(value);
    return part === undefined ? [] : [[name, part]];
  });
  return Object.fromEntries(fields);
}

class About {
  readonly #values: readonly string[];

  constructor(values: readonly string[]) {
    // As they stand in JSON, so that a whole record is searched at once.
    this.#values = values.map((value) => JSON.stringify(value).slice(1, -1).toLowerCase());
  }

  names(value: unknown): boolean {
    const text = JSON.stringify(value ?? null).toLowerCase();
    return this.#values.some((sought) => text.includes(sought));
  }

  part(value: unknown): unknown {
    if (!this.names(value)) return undefined;
    if (Array.isArray(value)) return value.map((item) => this.part(item)).filter((item) => item !== undefined);
    if (!isNested(value)) return value;
    const entries = Object.entries(value as Row);
    if (entries.some(([, item]) => !isNested(item) && this.names(item))) return value;
    return Object.fromEntries(
      entries.filter(([, item]) => this.names(item)).map(([name, item]) => [name, this.part(item)]),
    );
  }
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
