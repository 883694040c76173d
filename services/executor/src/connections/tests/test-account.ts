import type { Credentials } from '@ebbflow/contracts';
import type { AccountContext, CredentialKind, CredentialsByKind } from '@ebbflow/connector-sdk';
import type { Egress } from '@ebbflow/egress';
import { DefectError } from '@ebbflow/kernel';
import { toEgressModuleError } from '../../runs/attempt/egress-module-error.ts';
import { MODULE_CATALOGUE } from '../../scenarios/module-catalogue.ts';
import { findingOf, type Finding } from './test-finding.policy.ts';

/** Signs in to the account and leaves again. */
export async function testAccount(egress: Egress, credentials: Credentials, signal: AbortSignal): Promise<Finding> {
  const test = MODULE_CATALOGUE.connectionTest(credentials.kind);
  if (!test)
    throw new DefectError('EXECUTOR.NO_CONNECTION_TEST', `No app tests connections of kind ${credentials.kind}.`);
  const context: AccountContext = {
    connections: {
      authorise: () => Promise.resolve({ headers: [], query: [] }),
      // The only ones a test asks for.
      credentials: <K extends CredentialKind>() => Promise.resolve(credentials as unknown as CredentialsByKind[K]),
    },
    sockets: {
      // As in a run: connectors let errors of their own class pass, and take others for failures of the server.
      open: (request) =>
        egress.openSocket({ ...request, signal }).catch((thrown: unknown) => {
          throw toEgressModuleError(thrown);
        }),
      startTls: (socket, tls) => egress.startTls(socket, tls),
    },
  };
  const over = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('over'));
    });
  });
  try {
    await Promise.race([test.run('tested', context), over]);
    return { outcome: 'works', message: 'The connection works: the server let us in.', status: null };
  } catch (thrown) {
    return findingOf(thrown, signal.aborted);
  }
}
