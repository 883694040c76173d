import type { CompiledModule, CompiledScenario } from '@ebbflow/blueprint';

/**
 * What a module needs that this service cannot give yet, by app or by module. Its code is there and the terminal runs it;
 * an active scenario would fail on it every time, so it stands in the way of activation instead.
 */
const MISSING: Readonly<Record<string, string>> = {
  email: 'a connection to a mail account',
  ftp: 'a connection to an FTP server',
  sftp: 'a connection to an SFTP server',
  postgresql: 'a connection to a database',
  mysql: 'a connection to a database',
};

export interface UnavailableModule {
  readonly moduleId: number;
  readonly pointer: string;
  /** In plain words, after "needs". */
  readonly needs: string;
}

export function unavailableModules({ modules }: CompiledScenario): readonly UnavailableModule[] {
  return modules.flatMap((module) => {
    const needs = MISSING[module.name] ?? MISSING[appOf(module)];
    return needs === undefined || module.isDisabled ? [] : [{ moduleId: module.id, pointer: module.pointer, needs }];
  });
}

function appOf({ name }: CompiledModule): string {
  return name.split(':', 1)[0] ?? '';
}
