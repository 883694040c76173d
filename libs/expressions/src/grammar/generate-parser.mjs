// Writes the parser tables of expression.grammar to generated/: `node src/grammar/generate-parser.mjs`.
// They are committed, so that building and running need no generator; parser.spec.ts fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildParserFile } from '@lezer/generator';

const folder = dirname(fileURLToPath(import.meta.url));

export function generateParser() {
  const grammar = readFileSync(join(folder, 'expression.grammar'), 'utf8');
  return buildParserFile(grammar, {
    fileName: 'expression.grammar',
    moduleStyle: 'es',
    typeScript: true,
    warn: (message) => {
      throw new Error(`expression.grammar: ${message}`);
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { parser, terms } = generateParser();
  writeFileSync(join(folder, 'generated', 'expression.parser.ts'), parser);
  writeFileSync(join(folder, 'generated', 'expression.parser.terms.ts'), terms);
}
