import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_NAMES, TOPOLOGY, type ServiceName } from '@ebbflow/contracts';
import { generateRootKey } from '@ebbflow/crypto';
import { generateServiceKeys, type ServiceKeys } from '@ebbflow/service-host';
import { StartError } from './all-in-one.errors.ts';

/** What the services need to trust one another and to open what is stored. Made on first start, each in a file of its own (0600). */
export interface InstanceSecrets {
  readonly rootKeyFile: string;
  readonly serviceKeys: ServiceKeys;
  /** Password of each service's database roles, by schema. */
  readonly databasePasswords: Readonly<Record<string, string>>;
  /** Of the role that looks whether anything is left of somebody who was erased. */
  readonly scannerPassword: string;
}

/** @throws StartError ROOT_KEY_LOST: a new one would look well and open nothing of what is there */
export function ensureSecrets(folder: string): InstanceSecrets {
  const rootKeyFile = join(folder, 'root-key');
  const serviceKeysFile = join(folder, 'service-keys.json');
  if (!existsSync(rootKeyFile)) {
    // The root key is made first of all: where other secrets are, there was one.
    if (existsSync(serviceKeysFile)) throw rootKeyLost(rootKeyFile);
    generateRootKey(rootKeyFile);
  }
  return {
    rootKeyFile,
    serviceKeys: readOrMake(serviceKeysFile, generateServiceKeys),
    databasePasswords: readOrMake(join(folder, 'database-passwords.json'), makePasswords),
    scannerPassword: readOrMake(join(folder, 'scanner-password.json'), () => ({ password: newPassword() })).password,
  };
}

function rootKeyLost(file: string): StartError {
  return new StartError(
    'ROOT_KEY_LOST',
    `The root key is not at ${file}, and without it nothing that is stored can be read. Restore it: npm run ebbflow -- keys restore-root <backup>. If there is no backup, what is stored is lost: start on another EBB_DATA_DIR.`,
  );
}

/** Services that own a schema, in the order they start. */
export function servicesWithSchema(): { name: ServiceName; schema: string }[] {
  return SERVICE_NAMES.flatMap((name) => {
    const { schema } = TOPOLOGY[name];
    return schema === undefined ? [] : [{ name, schema }];
  });
}

function makePasswords(): Record<string, string> {
  return Object.fromEntries(servicesWithSchema().map(({ schema }) => [schema, newPassword()]));
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

function readOrMake<Content>(file: string, make: () => Content): Content {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Content;
  const content = make();
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return content;
}
