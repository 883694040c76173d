import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'ebbflow-cli-'));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The program as a person starts it, from source. */
function ebbflow(args: readonly string[], input = '', env?: Readonly<Record<string, string>>): Promise<Outcome> {
  const loader = ['--conditions=@ebbflow/source', '--import', join(root, 'tools/dev/source-loader.mjs')];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...loader, join(root, 'deploy/cli/src/main.ts'), ...args],
      env === undefined ? {} : { env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const good = file('good.json', {
  name: 'Good',
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', version: 1, mapper: {} },
    { id: 2, module: 'crm:create', mapper: { text: '{{stringify(1.a)}}' } },
  ],
  metadata: { scenario: { sequential: true } },
});
const failing = file('failing.json', {
  flow: [
    { id: 1, module: 'gateway:CustomWebHook', mapper: {} },
    { id: 2, module: 'json:ParseJSON', mapper: { json: '{{1.text}}' } },
  ],
});
const bad = file('bad.json', { flow: [{ id: 1 }] });

describe('ebbflow blueprint check', () => {
  it('is content with placeholders and unknown functions, and tells them', async () => {
    const { code, out, err } = await ebbflow(['blueprint', 'check', good, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { ok, files } = JSON.parse(out) as { ok: boolean; files: { [key: string]: unknown }[] };
    expect(ok).toBe(true);
    expect(files[0]).toMatchObject({
      file: good,
      ok: true,
      name: 'Good',
      modules: [
        { id: 1, known: true },
        { id: 2, module: 'crm:create', known: false },
      ],
      unknownModules: [{ module: 'crm:create', places: [{ moduleId: 2, pointer: '/flow/1/module' }] }],
      unknownFunctions: [{ name: 'stringify', places: [{ moduleId: 2, pointer: '/flow/1/mapper/text' }] }],
      unsupportedSettings: [{ setting: 'sequential' }],
      errors: [],
    });
  });

  it('fails when one of the files does, and names each place', async () => {
    const { code, out } = await ebbflow(['blueprint', 'check', good, bad, join(folder, 'absent.json')]);
    expect(code).toBe(1);
    expect(out).toMatch(/bad\.json\s+ERRORS/);
    expect(out).toContain('/flow/0/module  A module needs its name');
    expect(out).toContain('absent.json cannot be read');
  });
});

describe('ebbflow blueprint run', () => {
  it('exits 0 with the verdict of success, and one JSON document on standard output', async () => {
    const input = file('input.json', { text: '{"a":1}' });
    const { code, out, err } = await ebbflow(['blueprint', 'run', failing, '--input', input, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      verdict: { status: 'success', operations: 2 },
      modules: [{ moduleId: 1 }, { bundles: [{ a: 1 }] }],
    });
  });

  it('gives a webhook an empty bundle, and exits 1 with the verdict of error', async () => {
    const { code, out } = await ebbflow(['blueprint', 'run', failing]);
    expect(code).toBe(1);
    expect(out).toMatch(/error, 2 operations: DataError in module 2/);
  });

  it('refuses what is no blueprint, with the places', async () => {
    const { code, out, err } = await ebbflow(['blueprint', 'run', bad, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: 'BLUEPRINT.INVALID', faults: [{ pointer: '/flow/0/module' }] },
    });
    expect(err).toContain('/flow/0/module');
  });
});

describe('ebbflow eval', () => {
  it('evaluates one template', async () => {
    const data = file('data.json', { '1': { day: { $date: '2026-03-01T23:30:00.000Z' } } });
    const { out } = await ebbflow([
      'eval',
      '{{formatDate(1.day; "D MMMM")}}',
      '--data',
      data,
      '--timezone',
      'Europe/Prague',
    ]);
    expect(out).toBe('2 March\n');
  });

  it('answers a batch line by line, errors included', async () => {
    const lines = [
      { id: 'a', expr: '{{1.n + 1}}', data: { 1: { n: 2 } } },
      { id: 'b', expr: '{{1.' },
      { id: 'c', expr: '{{addDays(1.d; 1)}}', data: { 1: { d: { $date: '2026-01-31T00:00:00.000Z' } } } },
      { id: 'd', expr: '{{toBinary("hi")}}' },
      { id: 'e', expr: '{{nothing(1)}}' },
    ];
    const { code, out } = await ebbflow(['eval', '--batch'], lines.map((line) => JSON.stringify(line)).join('\n'));
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; error?: { code: string; position: number } });
    expect(code).toBe(0);
    expect(answers).toMatchObject([
      { id: 'a', value: 3 },
      { id: 'b', error: { code: 'EXPRESSIONS.SYNTAX', position: 4 } },
      { id: 'c', value: { $date: '2026-02-01T00:00:00.000Z' } },
      { id: 'd', value: { $bytes: 'aGk=' } },
      { id: 'e', error: { code: 'EXPRESSIONS.UNKNOWN_FUNCTION' } },
    ]);
  });
});

describe('ebbflow blueprint import', () => {
  it('says so where a document is nested too deeply to be sent', async () => {
    writeFileSync(join(folder, 'operator.json'), JSON.stringify({ url: 'http://127.0.0.1:1', token: 'token' }));
    const deep = file('deep.json', `{"flow":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
    const { code, out } = await ebbflow(['blueprint', 'import', deep, '--json'], '', { EBB_DATA_DIR: folder });
    expect({ code, answer: JSON.parse(out) as unknown }).toMatchObject({
      code: 1,
      answer: { error: { code: 'CLI.NESTED_TOO_DEEP' } },
    });
  });
});

describe('wrong usage', () => {
  it.each([[['nonsense']], [['blueprint', 'check']], [['eval']], [['blueprint', 'run', good, '--nonsense']]])(
    '%j exits 2',
    async (args) => {
      const { code, out, err } = await ebbflow(args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).not.toBe('');
    },
  );

  it('is told to a machine in the one document it asked for', async () => {
    const { code, out } = await ebbflow(['blueprint', 'check', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      error: { code: 'CLI.WRONG_USAGE', message: "missing required argument 'files'", faults: [] },
    });
  });

  it('help that was asked for exits 0', async () => {
    expect((await ebbflow(['--help'])).code).toBe(0);
  });
});
