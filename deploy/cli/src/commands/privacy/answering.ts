import type { Command } from 'commander';
import { Instance } from '../online/instance.ts';
import { printAnswer } from '../print-answer.ts';

/** What was typed after the verb, in the order of the command's arguments. */
type Words = readonly (string | undefined)[];

export interface Asking<Answer, Options> {
  readonly ask: (instance: Instance, options: Options, words: Words) => Promise<Answer>;
  /** The answer for people. */
  readonly show: (answer: Answer) => readonly string[];
  /** The exit code, where an answer can be bad news. */
  readonly isWell?: (answer: Answer) => boolean;
}

/** A command that asks the instance something and prints what it says, as one JSON document with `--json`. Exit 1 when it is refused, or not well. */
export function answering<Answer, Options extends object = object>(
  command: Command,
  { ask, show, isWell = () => true }: Asking<Answer, Options>,
): Command {
  return command.option('--json', 'one JSON document on standard output').action(async (...given: unknown[]) => {
    const options = given[command.registeredArguments.length] as Options & { json?: boolean };
    const answer = await ask(Instance.find(), options, given as Words);
    printAnswer(options.json === true, answer, () => show(answer));
    if (!isWell(answer)) process.exitCode = 1;
  });
}

/** `name   value` lines; what is not there is left out. */
export function facts(pairs: readonly (readonly [string, string | number | null | undefined])[]): string[] {
  const there = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...there.map(([name]) => name.length));
  return there.map(([name, value]) => `${name.padEnd(width)}  ${String(value)}`);
}

/** Queries of list commands: what was said, and nothing else. */
export function query(values: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
}

export function withPages(command: Command): Command {
  return command
    .option('--limit <count>', 'at most so many (up to 200)', '50')
    .option('--cursor <cursor>', 'continue after the page that gave this cursor');
}

/** The line below a list that has more. */
export function more(nextCursor: string | null): string[] {
  return nextCursor === null ? [] : ['', `There are more: --cursor ${nextCursor}`];
}
