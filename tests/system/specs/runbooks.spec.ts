import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { AllInOneProcess } from '../src/all-in-one-process.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'docs/runbooks');
const pages = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

const allOf = (pattern: RegExp): { file: string; found: string }[] =>
  pages.flatMap(({ file, text }) => [...text.matchAll(pattern)].map((match) => ({ file, found: match[1] ?? '' })));

const statements = [...allOf(/```sql\n([\s\S]*?)```/g), ...allOf(/`(select [^`]+)`/g)];
const routes = allOf(/`((?:GET|POST|PUT|PATCH|DELETE) \/(?:api|internal)\/[^`\s?]+)/g);
const settings = allOf(/`(EBB_[A-Z_]+)`/g);
const codes = allOf(/`((?:EXECUTOR|GATEWAY|VAULT|PERSISTENCE|HOST)\.[A-Z_]+)`/g);

describe('what the runbooks tell an operator to do', () => {
  it('is found', () => {
    expect(statements.length).toBeGreaterThan(8);
    expect(routes.length).toBeGreaterThan(10);
  });

  describe('asks questions that the database understands:', () => {
    let ebbflow: AllInOneProcess;
    let database: Client;

    beforeAll(async () => {
      ebbflow = new AllInOneProcess();
      await ebbflow.start();
      database = new Client({ connectionString: ebbflow.adminUrl });
      await database.connect();
    }, 90_000);

    afterAll(async () => {
      await database.end();
      await ebbflow[Symbol.asyncDispose]();
    }, 30_000);

    it.each(statements)('$file: $found', async ({ found }) => {
      await expect(database.query(found.replaceAll('…', ''))).resolves.toBeDefined();
    });
  });

  it.each(routes)('$file: $found is a route', ({ found }) => {
    const [, method = '', service = 'executor', path = ''] =
      /^(\S+) (?:\/api\/([a-z-]+))?(\/.*)$/.exec(found.replace('…', '{id}')) ?? [];
    const { paths } = JSON.parse(readFileSync(join(root, `docs/reference/openapi/${service}.json`), 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const shape = (text: string): string => text.replaceAll(/\{\w+\}/g, '{}');
    const known = Object.entries(paths).filter(([, operations]) => method.toLowerCase() in operations);
    expect(known.map(([candidate]) => shape(candidate))).toContain(shape(path));
  });

  it.each(settings)('$file: $found is a setting', ({ found }) => {
    expect(readFileSync(join(root, 'docs/reference/configuration.md'), 'utf8')).toContain(`\`${found}\``);
  });

  it.each(codes)('$file: $found is a code', ({ found }) => {
    const sources = ['services', 'libs'].flatMap((part) =>
      readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.errors.ts') && !file.includes('node_modules'))
        .map((file) => readFileSync(join(root, part, file), 'utf8')),
    );
    expect(sources.some((source) => source.includes(`'${found}'`))).toBe(true);
  });
});
