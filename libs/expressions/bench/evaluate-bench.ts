// Evaluations per second of one core, beside jsonata on the same data:
// node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs libs/expressions/bench/evaluate-bench.ts
import jsonata from 'jsonata';
import { compileTemplate } from '../src/index.ts';
import { aScope } from '../test/scope.builder.ts';

const data = { 1: { name: 'Ann', price: 1234.5, tags: ['a', 'b', 'c'], created: new Date('2024-05-17T12:00:00Z') } };
const scope = aScope({ data, timezone: 'Europe/Prague' });
const templates = [
  '{{1.name}} - {{formatNumber(1.price * 2; 2)}}',
  '{{1.name}}',
  '{{if(1.price > 1000 & 1.name = "Ann"; upper(1.name); "none")}}',
  '{{join(1.tags[]; ", ")}}',
  '{{formatDate(1.created; "YYYY-MM-DD HH:mm")}}',
  '{{replace(1.name; "/n+/g"; "m")}}',
];

function report(label: string, count: number, work: () => void): void {
  for (let round = 0; round < count / 10; round += 1) work();
  const start = performance.now();
  for (let round = 0; round < count; round += 1) work();
  const perSecond = Math.round((count / (performance.now() - start)) * 1000);
  process.stdout.write(`${perSecond.toLocaleString('en-US').padStart(12)} /s  ${label}\n`);
}

for (const text of templates) {
  const template = compileTemplate(text);
  report(text, 1_000_000, () => void template.evaluate(scope));
}
report('compileTemplate', 20_000, () => void compileTemplate(templates[0] ?? ''));

const expression = jsonata(
  'name & " - " & $formatNumber(price * 2, "#.##0,00", {"decimal-separator": ",", "grouping-separator": "."})',
);
const rounds = 20_000;
const start = performance.now();
for (let round = 0; round < rounds; round += 1) await expression.evaluate(data[1]);
const perSecond = Math.round((rounds / (performance.now() - start)) * 1000);
process.stdout.write(`${perSecond.toLocaleString('en-US').padStart(12)} /s  jsonata, the first template\n`);
