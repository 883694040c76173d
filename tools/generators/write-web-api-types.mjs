// Types of every service's API for the hosted UI, from docs/reference/openapi: `node tools/generators/write-web-api-types.mjs`.
// They are not kept in the repository: the documents are, and a test holds those against the routes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const web = join(root, 'services/console/web');
const documents = join(root, 'docs/reference/openapi');
// The generator brings a TypeScript of its own beside the house's.
const { resolve: find } = createRequire(join(web, 'package.json'));
const { astToString, default: openapiTypes } = await import(
  pathToFileURL(find('openapi-typescript')).href.replace(/\.cjs$/, '.mjs')
);

/** JSON of any shape refers to itself, which TypeScript refuses in an object type; for a reader it is `unknown` all the same. */
function withoutCircles(document) {
  for (const name of Object.keys(document.components.schemas)) {
    if (/^__schema\d+$/.test(name)) document.components.schemas[name] = {};
  }
  return document;
}

mkdirSync(join(web, 'src/api/generated'), { recursive: true });
for (const file of readdirSync(documents)) {
  const document = JSON.parse(readFileSync(join(documents, file), 'utf8'));
  const text = astToString(await openapiTypes(withoutCircles(document)));
  writeFileSync(join(web, 'src/api/generated', file.replace('.json', '.ts')), text);
}
