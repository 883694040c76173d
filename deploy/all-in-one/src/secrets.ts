import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_NAMES, TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { generateRootKey } from '@ebbflow/crypto';
import { generateServiceKeys, type ServiceKeys } from '@ebbflow/service-host';

/** What the services need to trust one another and to open what is stored. Made on first start, each in a file of its own (0600). */
export interface InstanceSecrets {
  readonly rootKeyFile: string;
  readonly serviceKeys: ServiceKeys;
  /** Password of each service's database roles, by schema. */
  readonly databasePasswords: Readonly<Record<string, string>>;
}

export function ensureSecrets(folder: string): InstanceSecrets {
  const rootKeyFile = join(folder, 'root-key');
  if (!existsSync(rootKeyFile)) generateRootKey(rootKeyFile);
  return {
    rootKeyFile,
    serviceKeys: readOrMake(join(folder, 'service-keys.json'), generateServiceKeys),
    databasePasswords: readOrMake(join(folder, 'database-passwords.json'), makePasswords),
  };
}

/** Services that own a schema, in the order they start. */
export function servicesWithSchema(): { name: ServiceName; schema: string }[] {
  return SERVICE_NAMES.flatMap((name) => {
    const { schema } = TOPOLOGY[name];
    return schema === undefined ? [] : [{ name, schema }];
  });
}

function makePasswords(): Record<string, string> {
  return Object.fromEntries(servicesWithSchema().map(({ schema }) => [schema, randomBytes(24).toString('base64url')]));
}

function readOrMake<Content>(file: string, make: () => Content): Content {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Content;
  const content = make();
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return content;
}
