import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { PolicyError } from './policy.errors.ts';

/**
 * The files lie beside src/ and dist/, so that the same relative step finds them from the sources and from the build;
 * inside src/ they would have to be copied by every build, and forgotten by one.
 */
const POLICY_FOLDER = new URL('../policy/', import.meta.url);

/** @throws PolicyError when the file is not YAML or breaks its schema, with the line of the first fault. */
export function readPolicyFile<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> {
  return parsePolicy(name, readFileSync(new URL(name, POLICY_FOLDER), 'utf8'), schema);
}

/** The same for text at hand; `file` is only for the message. */
export function parsePolicy<Schema extends z.ZodType>(file: string, text: string, schema: Schema): z.infer<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const syntaxFault = document.errors[0];
  if (syntaxFault) throw new PolicyError(basename(file), lines.linePos(syntaxFault.pos[0]).line, syntaxFault.message);
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  throw new PolicyError(
    basename(file),
    lines.linePos(offsetOf(document, path)).line,
    `${path.map(String).join('.') || 'document'}: ${issue?.message ?? 'invalid'}`,
  );
}

/** Where the value at `path` begins; for a missing key, where its nearest existing parent begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
