import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import { ExpectedError, parseUntrustedJson, type JsonObject, type JsonValue } from '@ebbflow/kernel';
import { evaluateTemplate, type Evaluation, type EvaluationAnswer } from './evaluate-template.ts';

/** Answers each JSON line `{id, expr, data, timezone}` with `{id, value}` or `{id, error}`, in order. Answers whether every line was a question. */
export async function evaluateBatch(input: Readable, output: Writable): Promise<boolean> {
  let areAllQuestions = true;
  for await (const read of createInterface({ input, crlfDelay: Infinity })) {
    // Also takes off the byte order mark that editors of Windows put before the first line.
    const line = read.trim();
    if (line === '') continue;
    const { id, answer } = answerLine(line);
    if ('error' in answer && answer.error.code === 'CLI.BAD_LINE') areAllQuestions = false;
    if (!output.write(`${JSON.stringify({ id, ...answer })}\n`)) await once(output, 'drain');
  }
  return areAllQuestions;
}

function answerLine(line: string): { id: JsonValue; answer: EvaluationAnswer } {
  let question: JsonValue;
  try {
    question = parseUntrustedJson(line);
  } catch (cause) {
    return { id: null, answer: badLine(cause instanceof ExpectedError ? cause.message : 'The line is not JSON.') };
  }
  if (typeof question !== 'object' || question === null || Array.isArray(question)) {
    return { id: null, answer: badLine('A line is an object with "id" and "expr".') };
  }
  const { expr, id = null } = question;
  if (typeof expr !== 'string') return { id, answer: badLine('The line has no "expr".') };
  return { id, answer: evaluateTemplate(toEvaluation(expr, question)) };
}

function toEvaluation(expr: string, { data, timezone }: JsonObject): Evaluation {
  return {
    expr,
    ...(data === undefined || data === null ? {} : { data }),
    ...(typeof timezone === 'string' ? { timezone } : {}),
  };
}

function badLine(message: string): EvaluationAnswer {
  return { error: { code: 'CLI.BAD_LINE', message, position: null } };
}
