import { type ExpressionFunction, type FunctionExample, signatureOf } from '../functions/define-function.ts';
import { allFunctions } from '../functions/function-registry.ts';
import type { Value } from '../value.ts';

const TITLES = new Map([
  ['general', 'General'],
  ['math', 'Math'],
  ['text', 'Text and binary'],
  ['date', 'Date and time'],
  ['array', 'Arrays and collections'],
]);

/** The reference page of all functions as Markdown, made from the definitions; every example on it is a test. */
export function functionReference(): string {
  const sections = [...TITLES].map(([category, title]) => {
    const functions = allFunctions.filter((definition) => definition.category === category);
    return `## ${title}\n\n${functions.map(functionText).join('\n')}`;
  });
  const opening =
    'Made from the definitions in `src/functions`; do not edit. Examples are evaluated on 17 May 2024 at noon, UTC unless a zone is given.';
  return `# Functions\n\n${opening}\n\n${sections.join('\n')}`;
}

function functionText(definition: ExpressionFunction): string {
  const examples = definition.examples.map((example) => `- ${exampleText(example)}\n`).join('');
  return `### ${definition.name}\n\n\`${signatureOf(definition)}\`\n\n${definition.summary}\n\n${examples}`;
}

function exampleText({ expression, data, timezone, result }: FunctionExample): string {
  const given = data === undefined ? '' : ` with ${code(JSON.stringify(data))}`;
  const zone = timezone === undefined ? '' : ` in ${timezone}`;
  return `${code(expression)}${given}${zone} → ${code(resultText(result))}`;
}

function resultText(result: Value): string {
  if (result === undefined) return 'nothing';
  if (result instanceof Uint8Array) return `bytes ${Buffer.from(result).toString('hex')}`;
  return result instanceof Date ? result.toISOString() : JSON.stringify(result);
}

/** Markdown code that may hold backticks itself, on one line. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const padding = fence === '``' ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}
