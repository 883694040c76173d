import { ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';

/** @throws ModuleError InvalidConfigurationError when no account is chosen */
export function requireAccount(parameters: Bundle): string {
  const id = readText(parameters, 'account') ?? readText(parameters, '__IMTCONN__');
  if (id === undefined) {
    throw new ModuleError('InvalidConfigurationError', 'The module has no account ("account"); choose one.');
  }
  return id;
}
