import { HouseCopy } from './house-copy.builder.ts';

/** One copy for all: making it is a good part of the time. */
const copy = new HouseCopy();
const generated = [
  'services/mail-sender',
  'libs/connectors/google-sheets',
  'libs/contracts/src/api/mail-sender.api.ts',
  'libs/contracts/src/events/mail-sender.box-emptied.v1.event.ts',
  'libs/contracts/src/index.ts',
];

beforeAll(async () => {
  expect(await copy.generate('service', 'mail-sender', '--noun', 'delivery-box')).toMatchObject({ code: 0 });
  doWhatIsLeftToAPerson();
  expect(await copy.generate('connector', 'google-sheets')).toMatchObject({ code: 0 });
  expect(await copy.generate('event', 'mail-sender.box-emptied', '--noun', 'box')).toMatchObject({ code: 0 });
  copy.link('services/mail-sender', 'libs/connectors/google-sheets');
  copy.write('tsconfig.json', JSON.stringify({ extends: './tsconfig.base.json', include: generated }));
});

afterAll(() => {
  copy[Symbol.dispose]();
});

/** As far as types and boundaries need it. */
function doWhatIsLeftToAPerson(): void {
  const topology = 'libs/contracts/src/topology.ts';
  const facts = "{ port: 7107, schema: 'mail_sender', publishes: [], consumes: [], asks: [], public: false }";
  copy.edit(topology, '] as const', ", 'mail-sender'] as const");
  copy.edit(topology, '  console: {', `  'mail-sender': ${facts},\n  console: {`);
  copy.edit('tools/lint-rules/module-boundaries.ts', '  console: [],', "  console: [],\n  'mail-sender': [],");
}

it('compiles', async () => {
  expect(await copy.run('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')).toEqual({ code: 0, output: '' });
});

it('keeps the rules of the linter, which refuse three files beside it', async () => {
  copy.write('services/mail-sender/src/opens-payload.ts', "export { TenantKeys } from '@ebbflow/crypto';\n");
  copy.write('services/mail-sender/src/mail.thing.ts', 'export const thing = 1;\n');
  copy.write('libs/connectors/google-sheets/src/asks-house.ts', "export { Settings } from '@ebbflow/config';\n");
  // The graph comes first: without it the rule of boundaries skips itself and passes.
  expect(await copy.run('nx/dist/bin/nx.js', 'show', 'projects')).toMatchObject({ code: 0 });
  const { output } = await copy.run('eslint/bin/eslint.js', '--format', 'json', ...generated);
  const results = JSON.parse(output) as { filePath: string; messages: { ruleId: string | null; message: string }[] }[];
  const refused = results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => `${filePath.slice(copy.root.length + 1)}: ${ruleId ?? message}`),
  );
  expect(results.length).toBeGreaterThan(15);
  expect(refused.sort()).toEqual([
    'libs/connectors/google-sheets/src/asks-house.ts: @nx/enforce-module-boundaries',
    'services/mail-sender/src/mail.thing.ts: ebbflow/file-suffix',
    'services/mail-sender/src/opens-payload.ts: @nx/enforce-module-boundaries',
  ]);
});
