import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ExpectedError, Secret } from '@ebbflow/kernel';

/**
 * One line from the person at the terminal; questions go to standard error.
 * @throws ExpectedError CLI.NOBODY_TO_ASK where there is no terminal: `instead` says what to do then
 */
export async function ask(question: string, instead: string): Promise<string> {
  return read(question, process.stderr, instead);
}

/** As `ask`, and what is typed is not shown. */
export async function askSecret(question: string, instead: string): Promise<Secret> {
  process.stderr.write(question);
  const silent = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  const answer = await read('', silent, instead);
  process.stderr.write('\n');
  return new Secret(answer);
}

async function read(question: string, output: NodeJS.WritableStream, instead: string): Promise<string> {
  if (!process.stdin.isTTY) throw new ExpectedError('CLI.NOBODY_TO_ASK', 400, instead);
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
