// Evaluations per second of one core, beside jsonata on the same data: `npm run bench -- language`, or all templates with
// `npm run bench -w @ebbflow/expressions`. With --json only the two figures that are compared.
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

/** Processor time, not the clock on the wall: other programs on the machine do not count. */
function spentSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

const asJson = process.argv.includes('--json');

function print(label: string, count: number, seconds: number): void {
  if (asJson) return;
  const perSecond = Math.round(count / seconds).toLocaleString('en-US');
  process.stdout.write(`${perSecond.padStart(12)} /s  ${label}\n`);
}

/** The best of five rounds, after one to warm up. */
function report(label: string, count: number, work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < 6; round += 1) {
    const start = process.cpuUsage();
    for (let at = 0; at < count; at += 1) work();
    if (round > 0) best = Math.min(best, spentSeconds(start));
  }
  print(label, count, best);
  return count / best;
}

const [evaluationsPerSecond] = (asJson ? templates.slice(0, 1) : templates).map((text) => {
  const template = compileTemplate(text);
  return report(text, 200_000, () => void template.evaluate(scope));
});
if (!asJson) report('compileTemplate', 5_000, () => void compileTemplate(templates[0] ?? ''));

const expression = jsonata(
  'name & " - " & $formatNumber(price * 2, "#.##0,00", {"decimal-separator": ",", "grouping-separator": "."})',
);
const rounds = 20_000;
const start = process.cpuUsage();
for (let round = 0; round < rounds; round += 1) await expression.evaluate(data[1]);
const seconds = spentSeconds(start);
print('jsonata, the first template', rounds, seconds);
if (asJson) process.stdout.write(`${JSON.stringify({ evaluationsPerSecond, jsonataPerSecond: rounds / seconds })}\n`);
