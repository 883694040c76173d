import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { waitFor } from '@ebbflow/testing';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { documentedCommands, wordsOf } from '../src/documented-commands.ts';

const TERMINAL = 'npm run ebbflow -- ';
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'docs/walkthrough.md'];
/** Scripts that are too large to run inside a test; the first three are run by the gate itself, the rest by hand. */
const SCRIPTS = new Set(['npm start', 'npm test', 'npm run verify', 'npm run bench', 'npm run faults']);

const root = resolve(import.meta.dirname, '../../..');
const commands = DOCUMENTS.flatMap(documentedCommands);

describe('the commands the documents show', () => {
  let ebbflow: AllInOneProcess;
  let blueprint: string;
  let runId: string;

  beforeAll(async () => {
    ebbflow = new AllInOneProcess();
    await ebbflow.start();
    blueprint = join(ebbflow.dataDir, 'blueprint.json');
    const text = readFileSync(join(root, 'tests/system/blueprints/order-to-crm.json'), 'utf8');
    writeFileSync(blueprint, text.replaceAll('@SINK@', 'http://example.test'));
    const { items } = await waitFor(() => ebbflow.ebbflow<{ items: { id: string }[] }>('runs', 'list'));
    runId = items[0]?.id ?? '';
  }, 90_000);

  afterAll(async () => {
    await ebbflow[Symbol.asyncDispose]();
  }, 30_000);

  it('are found', () => {
    expect(commands.filter((command) => command.startsWith(TERMINAL)).length).toBeGreaterThanOrEqual(6);
  });

  it.each(commands.filter((command) => command.startsWith(TERMINAL)))('%s', async (command) => {
    const stand = new Map([
      ['FILE', blueprint],
      ['FILE…', blueprint],
      ['RUN_ID', runId],
    ]);
    const argv = wordsOf(command.slice(TERMINAL.length)).map((word) => stand.get(word) ?? word);
    const { code, stdout, stderr } = await ebbflow.ebbflowRaw(...argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) as string });
    expect(stdout.trim()).not.toBe('');
  });

  it('are otherwise scripts of the repository', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const command of commands.filter((line) => !line.startsWith(TERMINAL) && !SCRIPTS.has(line))) {
      const [, script] = /^npm run (?:-s )?(\S+)/.exec(command) ?? [];
      expect({ command, known: script !== undefined && script in scripts }).toEqual({ command, known: true });
    }
  });
});
