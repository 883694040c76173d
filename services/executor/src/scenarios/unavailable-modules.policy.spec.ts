import { readVersion } from './read-version.ts';
import { unavailableModules } from './unavailable-modules.policy.ts';

function flow(...names: string[]): unknown {
  return { name: 'x', flow: names.map((module, index) => ({ id: index + 1, module, version: 1, mapper: {} })) };
}

describe('unavailableModules', () => {
  it('names each module whose account is not to be had here, and what it needs', () => {
    const { compiled } = readVersion(
      flow('gateway:CustomWebHook', 'ftp:DownloadFile', 'scenario-service:CallSubscenario', 'mysql:executeQuery'),
    );
    expect(unavailableModules(compiled)).toEqual([
      { moduleId: 2, pointer: '/flow/1', needs: 'a connection to an FTP server' },
      { moduleId: 4, pointer: '/flow/3', needs: 'a connection to a database' },
    ]);
  });

  it('finds nothing in a scenario that needs no more than HTTP', () => {
    expect(unavailableModules(readVersion(flow('gateway:CustomWebHook', 'http:ActionSendData')).compiled)).toEqual([]);
  });
});
