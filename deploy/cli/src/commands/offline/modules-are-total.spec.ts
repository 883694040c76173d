import {
  ModuleError,
  type Bundle,
  type ModuleContext,
  type ModuleDefinition,
  type Value,
} from '@ebbflow/connector-sdk';
import fc from 'fast-check';
import { MODULE_CATALOGUE } from './module-catalogue.ts';

/** The apps that need nothing outside; what others do depends on what answers them. */
const APPS = ['archive', 'crypto', 'csv', 'datastore', 'gateway', 'json', 'markdown', 'math', 'regexp', 'util', 'xml'];
const modules = MODULE_CATALOGUE.modules.filter(({ name }) => APPS.includes(name.slice(0, name.indexOf(':'))));

/** Values that mean something to one module or another, among any others. */
const hints = ['true', '0', '-1', '1e400', '[[', '<a>', '<a b="c">', 'a,b\n"', '__proto__', 'constructor', '{"a":1}', '(?<n>x)', '(', '\\', '$1', '\ud800']; // prettier-ignore
const choices = [
  'cbc',
  'gcm',
  'zip',
  'tar',
  'link',
  'email',
  'sha256',
  'utf-8',
  'base64',
  'hex',
  'tab',
  'other',
  'scenario',
  'crlf',
];
const names = [
  'name',
  'value',
  'spec',
  'pattern',
  'output',
  '_attributes',
  '_value',
  'data',
  'fileName',
  'a',
  'o',
  'b',
  'key',
  'order',
  '__proto__',
];
const text = fc.oneof(fc.constantFrom(...hints, ...choices), fc.string(), fc.string({ unit: 'binary', maxLength: 50 }));
const leaf = fc.oneof(
  text,
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array({ maxLength: 60 }),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), { maxKeys: 4 }),
  ),
}));

function fieldsOf({ fields }: ModuleDefinition): fc.Arbitrary<Bundle> {
  const known = [...(fields?.parameters ?? []), ...(fields?.mapper ?? []), 'a', 'b'].filter((name) => name !== '…');
  return fc.dictionary(fc.constantFrom(...known), value, { maxKeys: known.length });
}

const record = async () => ({ key: 'k', data: {} });
const context = {
  moduleId: 1,
  idempotencyKey: 'run/1#1',
  signal: new AbortController().signal,
  variable: () => undefined,
  respond: async () => undefined,
  dataStores: {
    get: record,
    exists: async () => true,
    add: record,
    update: record,
    upsert: record,
    put: record,
    search: async () => [],
    count: async () => 1,
    delete: async () => true,
    deleteAll: async () => 1,
  },
} as unknown as ModuleContext;

async function bundlesOf(module: ModuleDefinition, parameters: Bundle, mapped: Bundle): Promise<readonly Bundle[]> {
  try {
    if (module.aggregate !== undefined) return [module.aggregate([mapped, mapped], parameters)];
    return (await module.run({ parameters, mapped }, context)).bundles;
  } catch (error) {
    if (error instanceof ModuleError) return [];
    throw error;
  }
}

describe('whatever a module is given, it answers bundles or throws a ModuleError:', () => {
  it.each(modules.map((module) => [module.name, module] as const))('%s', async (_, module) => {
    const property = fc.asyncProperty(fieldsOf(module), fieldsOf(module), async (parameters, mapped) => {
      const bundles = await bundlesOf(module, parameters, mapped);
      expect(bundles.filter((bundle) => Object.hasOwn(bundle, '__proto__'))).toEqual([]);
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
