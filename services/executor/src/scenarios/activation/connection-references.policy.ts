import { type Blueprint, type ModuleNode, walkModules } from '@ebbflow/blueprint';
import { isId, type JsonValue } from '@ebbflow/kernel';

/** Where a module names the connection it works with. */
export interface ConnectionReference {
  readonly moduleId: number;
  /** Into the blueprint. */
  readonly pointer: string;
  /** Undefined: nothing is chosen, or what another installation calls it. */
  readonly connectionId: string | undefined;
}

/** Modules that cannot work without a connection, and the parameters that may name it. */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['http:ActionSendDataAPIKeyAuth', ['auth']],
  ['http:ActionSendDataOAuth', ['account', '__IMTCONN__']],
  ['http:ActionSendDataClientCertAuth', ['auth', 'cert']],
]);

/** Apps all of whose modules work with an account. */
const ACCOUNT_APPS: ReadonlySet<string> = new Set(['email', 'ftp', 'sftp', 'postgresql', 'mysql']);
const ACCOUNT: readonly string[] = ['account', '__IMTCONN__', 'connection'];

/** These need one for some kinds of authentication. */
const TYPED: ReadonlySet<string> = new Set(['http:MakeRequest', 'http:DownloadFile']);
const KEYCHAINS: Readonly<Record<string, readonly string[]>> = {
  apiKey: ['apiKeyKeychain', 'apiKeyAuthKeychain', 'auth'],
  basicAuth: ['basicAuthKeychain', 'basicAuth', 'auth'],
  oAuth: ['oAuthKeychain', 'oAuthConnection', '__IMTCONN__', 'account'],
};

/** Every connection the modules of a flow name or lack. Modules that are switched off are passed by. */
export function connectionReferences({ flow }: Blueprint): readonly ConnectionReference[] {
  return [...walkModules(flow)].filter(({ isDisabled }) => !isDisabled).flatMap(referencesOf);
}

function referencesOf(module: ModuleNode): readonly ConnectionReference[] {
  const { id: moduleId, parameters } = module;
  const at = (key: string): string => `${module.pointer}/parameters/${key}`;
  const required = requiredKeys(module);
  if (required !== undefined) {
    const key = required.find((name) => isChosen(parameters[name]));
    const value = key === undefined ? undefined : parameters[key];
    // A key of the keychain stands where a connection may; keys-check looks after it.
    if (isId('kch', value)) return [];
    const connectionId = isId('con', value) ? value : undefined;
    return [{ moduleId, pointer: at(key ?? required[0] ?? ''), connectionId }];
  }
  // What is left over from another kind of authentication is not used.
  if (isWithout(module)) return [];
  // What decides is not known before the run (a mapped kind of authentication, a module we do not know): whatever is named may be used.
  return connectionsIn(parameters, `${module.pointer}/parameters`).map((found) => ({ moduleId, ...found }));
}

function connectionsIn(value: JsonValue, pointer: string): { pointer: string; connectionId: string }[] {
  if (isId('con', value)) return [{ pointer, connectionId: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    connectionsIn(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

function isWithout(module: ModuleNode): boolean {
  const type = authenticationTypeOf(module);
  return TYPED.has(module.name) && (!isChosen(type) || type === 'noAuth');
}

/** As the connector reads it. */
function authenticationTypeOf({ parameters, mapper }: ModuleNode): JsonValue | undefined {
  const type = parameters['authenticationType'];
  return isChosen(type) ? type : mapper['authenticationType'];
}

function requiredKeys(module: ModuleNode): readonly string[] | undefined {
  const { name, mapper } = module;
  if (ACCOUNT_APPS.has(name.split(':', 1)[0] ?? '')) return ACCOUNT;
  if (name === 'http:ActionSendDataBasicAuth') return hasOwnLogin(mapper) ? undefined : ['auth'];
  if (!TYPED.has(name)) return REQUIRED.get(name);
  const type = authenticationTypeOf(module);
  return typeof type === 'string' && Object.hasOwn(KEYCHAINS, type) ? KEYCHAINS[type] : undefined;
}

/** Hand-written files have name and password in the mapper, or say there that there are none. */
function hasOwnLogin(mapper: ModuleNode['mapper']): boolean {
  return isChosen(mapper['username']) || mapper['authUser'] !== undefined;
}

function isChosen(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
