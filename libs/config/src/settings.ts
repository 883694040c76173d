import { readFileSync } from 'node:fs';
import { Duration, parseByteSize, Secret } from '@ebbflow/kernel';
import { ConfigError } from './config.errors.ts';

/** Injection token of a service's Settings. From the global symbol registry, so that libraries which may not import each other agree on it. */
export const SETTINGS: unique symbol = Symbol.for('ebbflow.settings');

type Source = Readonly<Record<string, string | undefined>>;

export interface Declared {
  readonly variable: string;
  readonly kind: string;
  readonly default?: string;
  readonly secret: boolean;
}

/**
 * One service's view of its settings. A config class reads each of its properties from here in its
 * constructor, so that a process with a bad setting stops before it opens a port. An empty variable counts as not set.
 * Every reader throws ConfigError when the value is missing without a default or breaks the rule.
 */
export class Settings {
  readonly #source: Source;
  readonly #declared = new Map<string, Declared>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** The process environment. The only place in the repository that reads it (a lint rule holds this). */
  static fromEnvironment(): Settings {
    return new Settings(process.env);
  }

  /** The same settings with some replaced: how the all-in-one gives each service its own. */
  with(overrides: Source): Settings {
    return new Settings({ ...this.#source, ...overrides });
  }

  /** What was asked for so far; the settings reference is made from it. */
  get declared(): readonly Declared[] {
    return [...this.#declared.values()];
  }

  string(variable: string, options: { default?: string; pattern?: RegExp; rule?: string } = {}): string {
    const value = this.#read(variable, 'text', options.default);
    if (options.pattern && !options.pattern.test(value)) {
      throw new ConfigError(variable, options.rule ?? `must match ${String(options.pattern)}.`);
    }
    return value;
  }

  optionalString(variable: string): string | undefined {
    this.#declare({ variable, kind: 'text', secret: false });
    return this.#source[variable] || undefined;
  }

  integer(variable: string, options: { default?: number; min?: number; max?: number } = {}): number {
    const text = this.#read(variable, 'whole number', options.default?.toString());
    const value = Number(text);
    const min = options.min ?? 0;
    const max = options.max ?? Number.MAX_SAFE_INTEGER;
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new ConfigError(variable, `must be a whole number from ${String(min)} to ${String(max)}.`);
    }
    return value;
  }

  boolean(variable: string, options: { default?: boolean } = {}): boolean {
    const text = this.#read(variable, 'true or false', options.default?.toString());
    if (text !== 'true' && text !== 'false') throw new ConfigError(variable, 'must be true or false.');
    return text === 'true';
  }

  oneOf<const Choice extends string>(
    variable: string,
    choices: readonly Choice[],
    options: { default?: NoInfer<Choice> } = {},
  ): Choice {
    const value = this.#read(variable, choices.join(' | '), options.default);
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw new ConfigError(variable, `must be one of ${choices.join(', ')}.`);
    return choice;
  }

  /** A length of time with its unit: `20m`, `500ms`, `P30D`. */
  duration(variable: string, options: { default?: string; min?: string; max?: string } = {}): Duration {
    const text = this.#read(variable, 'duration', options.default);
    let value: Duration;
    try {
      value = Duration.parse(text);
    } catch {
      throw new ConfigError(variable, 'must be a duration with a unit, such as 20m or P30D.');
    }
    if (options.min !== undefined && value.milliseconds < Duration.parse(options.min).milliseconds) {
      throw new ConfigError(variable, `must be at least ${options.min}.`);
    }
    if (options.max !== undefined && value.milliseconds > Duration.parse(options.max).milliseconds) {
      throw new ConfigError(variable, `must be at most ${options.max}.`);
    }
    return value;
  }

  /** A number of bytes with its unit: `5MiB`. */
  bytes(variable: string, options: { default?: string } = {}): number {
    const text = this.#read(variable, 'size', options.default);
    try {
      return parseByteSize(text);
    } catch {
      throw new ConfigError(variable, 'must be a size with a unit: B, KiB, MiB or GiB.');
    }
  }

  /** A comma-separated list; empty when not set. */
  list(variable: string): readonly string[] {
    this.#declare({ variable, kind: 'comma-separated list', secret: false });
    return (this.#source[variable] ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  url(variable: string, options: { default?: string } = {}): URL {
    const text = this.#read(variable, 'URL', options.default);
    if (!URL.canParse(text)) throw new ConfigError(variable, 'must be an absolute URL.');
    return new URL(text);
  }

  /** From the variable itself, or from the file that `<variable>_FILE` names (trailing line break removed). Never has a default. */
  secret(variable: string): Secret {
    const value = this.optionalSecret(variable);
    if (value === undefined) {
      throw new ConfigError(
        variable,
        `is required; set it, or set ${variable}_FILE to the path of a file that holds it.`,
      );
    }
    return value;
  }

  optionalSecret(variable: string): Secret | undefined {
    this.#declare({ variable, kind: 'secret', secret: true });
    const direct = this.#source[variable];
    if (direct) return new Secret(direct);
    const path = this.#source[`${variable}_FILE`];
    if (!path) return undefined;
    try {
      const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
      if (text === '') throw new ConfigError(`${variable}_FILE`, 'names an empty file.');
      return new Secret(text);
    } catch (cause) {
      if (cause instanceof ConfigError) throw cause;
      throw new ConfigError(
        `${variable}_FILE`,
        'names a file that cannot be read; check that it exists and its permissions.',
      );
    }
  }

  #read(variable: string, kind: string, fallback: string | undefined): string {
    this.#declare({ variable, kind, secret: false, ...(fallback === undefined ? {} : { default: fallback }) });
    const value = this.#source[variable] || fallback;
    if (value === undefined) throw new ConfigError(variable, `is required (${kind}) and is not set.`);
    return value;
  }

  #declare(declared: Declared): void {
    this.#declared.set(declared.variable, declared);
  }
}
