import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { readJson } from '../read-json.ts';
import { evaluateBatch } from './evaluate-batch.ts';
import { evaluateTemplate } from './evaluate-template.ts';

interface Options {
  readonly batch?: boolean;
  readonly data?: string;
  readonly timezone?: string;
  readonly json?: boolean;
}

/** `ebbflow eval EXPR` or `ebbflow eval --batch`: evaluate templates of the expression language. */
export function evaluateCommand(): Command {
  const command = new Command('eval')
    .description('evaluate a template such as "Hello {{1.name}}"')
    .argument('[expr]', 'the template')
    .option('--data <file>', 'JSON: module id to its output; dates as {"$date": ISO}')
    .option('--timezone <zone>', 'IANA name of the zone dates are read and written in', 'UTC')
    .option('--batch', 'read JSON lines {id, expr, data, timezone} from standard input and answer line by line')
    .option('--json', 'one JSON document on standard output');
  return command.action(async (expr: string | undefined, options: Options) => {
    if (options.batch === true) {
      if (!(await evaluateBatch(process.stdin, process.stdout))) process.exitCode = 1;
      return;
    }
    if (expr === undefined) return command.error("error: missing required argument 'expr' (or --batch)");
    evaluateOne(expr, options);
  });
}

function evaluateOne(expr: string, options: Options): void {
  const answer = evaluateTemplate({
    expr,
    ...(options.data === undefined ? {} : { data: readJson(options.data) }),
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
  });
  if ('error' in answer) process.exitCode = 1;
  if ('error' in answer && options.json !== true) {
    process.stderr.write(`${answer.error.code}: ${answer.error.message}\n`);
    return;
  }
  printAnswer(options.json === true, answer, () => {
    const value = 'value' in answer ? answer.value : null;
    return [typeof value === 'string' ? value : JSON.stringify(value)];
  });
}
