import { benchEngine } from './engine-bench.ts';

const figures = await benchEngine();
const { operationsPerSecond, microsecondsPerItem, grownBytes } = figures;
const lines = [
  `${Math.round(operationsPerSecond).toLocaleString('en-US')} module operations/s  webhook, router, three set-variable modules`,
  `${microsecondsPerItem.of10000.toFixed(2)} µs an item  iterator, set variable, array aggregator: 10 000 items`,
  `${microsecondsPerItem.of100000.toFixed(2)} µs an item  the same: 100 000 items`,
  `${(grownBytes / 1_048_576).toFixed(0)} MiB  resident set grown by the latter`,
];
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(figures)}\n` : `${lines.join('\n')}\n`);
