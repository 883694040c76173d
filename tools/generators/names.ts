import { WrongUsageError } from './generation.ts';

/** Beyond this the role of a service's schema would no longer be a Postgres identifier of ours. */
const LONGEST_NAME = 40;

/**
 * @param what how the message calls it: "The name of a service"
 * @throws WrongUsageError unless it is kebab-case
 */
export function requireKebabCase(what: string, name: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > LONGEST_NAME) {
    const rule = `small letters, digits and single hyphens, at most ${String(LONGEST_NAME)} characters`;
    throw new WrongUsageError(`${what} must be kebab-case (${rule}); "${name}" is not.`);
  }
  return name;
}

/** As `requireKebabCase`, without digits: topics and types of events have none. */
export function requireLetters(what: string, name: string): string {
  if (/\d/.test(name)) throw new WrongUsageError(`${what} must have no digits; "${name}" has.`);
  return requireKebabCase(what, name);
}

/** `run-finished` → `RunFinished` */
export function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `run-finished` → `runFinished` */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `run-finished` → `run_finished` */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_');
}

/** `run-finished` → `run finished` */
export function wordsOf(name: string): string {
  return name.replaceAll('-', ' ');
}

/** English as far as nouns of this house go: `entry` → `entries`, `box` → `boxes`, `hook` → `hooks`. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
