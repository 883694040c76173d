import type { Readable } from 'node:stream';
import { ModuleError, readText, type Bundle, type AccountContext, type SshAccess } from '@ebbflow/connector-sdk';
import ssh2, { type Client, type SFTPWrapper } from 'ssh2';
import { isPinned } from './host-key.ts';
import { sftpError } from './sftp-error.ts';

const HANDSHAKE_MS = 20_000;

/** Logs in to the account of the module and lets `work` use the session. @throws ModuleError */
export async function withSession<T>(
  parameters: Bundle,
  context: AccountContext,
  work: (sftp: SFTPWrapper) => Promise<T>,
): Promise<T> {
  const id = readText(parameters, 'account') ?? readText(parameters, '__IMTCONN__');
  if (id === undefined) {
    throw new ModuleError('InvalidConfigurationError', 'The module has no connection ("account"); choose one.');
  }
  const access = await context.connections.credentials(id, 'sftp');
  const { host, port } = access;
  const socket = await context.sockets.open({ host, port });
  const client = new ssh2.Client();
  try {
    return await untilLost(client, socket, async () => {
      await logIn(client, access, socket);
      return work(await openSftp(client));
    });
  } catch (thrown) {
    throw sftpError(thrown);
  } finally {
    client.destroy();
    socket.destroy();
  }
}

/** A session that is lost answers nothing any more: whatever waits for it ends here. */
async function untilLost<T>(client: Client, socket: Readable, work: () => Promise<T>): Promise<T> {
  const lost = new Promise<never>((_, reject) => {
    client.on('error', reject);
    client.once('close', () => reject(new Error('closed')));
    socket.once('close', () => reject(new Error('closed')));
  });
  return Promise.race([work(), lost]);
}

function logIn(client: Client, access: SshAccess, sock: Readable): Promise<void> {
  const { user, secret, privateKey, passphrase, hostKeyFingerprint } = access;
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    const onKey = (hostKey: Buffer, verify: (isRight: boolean) => void): void => {
      if (isPinned(hostKey, hostKeyFingerprint)) {
        verify(true);
        return;
      }
      reject(
        new ModuleError(
          'ConnectionError',
          'The file server has another key than the one its connection was made with. Somebody may be in between.',
        ),
      );
      // Later, so that this reason comes first and not the end of the session that follows from it.
      setImmediate(verify, false);
    };
    client.connect({
      sock,
      username: user,
      readyTimeout: HANDSHAKE_MS,
      hostVerifier: onKey,
      ...(secret === undefined ? {} : { password: secret }),
      ...(privateKey === undefined ? {} : { privateKey }),
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  });
}

function openSftp(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => {
      if (error) reject(error);
      else resolve(sftp);
    });
  });
}
