import { cellOf, columnsOf } from './export-forms.ts';
import type { SpooledDataset } from './export-spools.ts';

const LONGEST_CELL = 200;
const ROLES = {
  controller: 'We decide why and how this is processed (controller).',
  processor: 'We process this for an organisation, which decides why and how (processor).',
} as const;

export interface ExportFacts {
  readonly requestId: string;
  readonly title: string;
  readonly madeAt: Date;
  readonly operator: string | null;
  readonly datasets: readonly SpooledDataset[];
}

/** The page to begin with: what there is, why it is kept, in which role, and where it is in the zip. Loads nothing and runs nothing. */
export function exportIndex({ requestId, title, madeAt, operator, datasets }: ExportFacts): string {
  const sections = datasets.map((dataset) => section(dataset)).join('\n');
  const by = operator === null ? '' : ` by ${escaped(operator)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}table{border-collapse:collapse;font-size:.85rem}
td,th{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}section{margin-top:2.5rem}.scroll{overflow-x:auto}</style></head>
<body><h1>${escaped(title)}</h1>
<p>Made${by} on ${madeAt.toISOString()}, in answer to request ${escaped(requestId)}. Each set of data is here as JSON, as CSV and with a JSON Schema that says
what its fields are; of each the first rows are shown below. Data about other people was left out, and so were passwords, keys and tokens, which cannot be read back by anybody.</p>
${sections}
</body></html>
`;
}

export function filesOf({ id }: Pick<SpooledDataset, 'id'>): { json: string; csv: string; schema: string } {
  const path = id.replace('.', '/');
  return { json: `data/${path}.json`, csv: `data/${path}.csv`, schema: `schema/${path}.schema.json` };
}

function section(dataset: SpooledDataset): string {
  const { title, purpose, role, rows, sample, schema } = dataset;
  const { json, csv, schema: schemaFile } = filesOf(dataset);
  const columns = columnsOf(schema);
  const row = (row: Readonly<Record<string, unknown>>): string =>
    `<tr>${columns.map((column) => `<td>${escaped(shortened(cellOf(row[column])))}</td>`).join('')}</tr>`;
  const table =
    rows === 0
      ? '<p>Nothing.</p>'
      : `<div class="scroll"><table><tr>${columns.map((column) => `<th>${escaped(column)}</th>`).join('')}</tr>${sample.map(row).join('')}</table></div>`;
  return `<section><h2>${escaped(title)}</h2><p>${escaped(purpose)} ${ROLES[role]}</p>
<p>${String(rows)} ${rows === 1 ? 'row' : 'rows'}: <a href="${json}">JSON</a>, <a href="${csv}">CSV</a>, <a href="${schemaFile}">schema</a>.</p>
${table}</section>`;
}

function shortened(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
