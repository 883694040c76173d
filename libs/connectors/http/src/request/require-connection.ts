import { ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';

/** @throws ModuleError InvalidConfigurationError when none of the parameters names a connection */
export function requireConnection(parameters: Bundle, keys: readonly string[]): string {
  const key = keys.find((candidate) => readText(parameters, candidate) !== undefined);
  const connectionId = key === undefined ? undefined : readText(parameters, key);
  if (connectionId === undefined) {
    throw new ModuleError(
      'InvalidConfigurationError',
      `The module has no connection ("${keys[0] ?? ''}"); choose one.`,
    );
  }
  return connectionId;
}
