import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';
import { fingerprintOf } from '../src/session/host-key.ts';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;
const FILE_MODE = 0o100644;
const FOLDER_MODE = 0o040755;

export interface SftpServerOptions {
  readonly user: string;
  readonly secret: string;
  /** A public key that may log in, in the form of authorized_keys. */
  readonly publicKey?: string;
}

/** ssh2's own server with one folder of files in memory. */
export class SftpServer {
  readonly files = new Map<string, Buffer>();
  sessions = 0;
  logins = 0;
  readonly fingerprint: string;
  readonly #options: SftpServerOptions;
  readonly #server: InstanceType<typeof ssh2.Server>;
  readonly #connections = new Set<Connection>();

  constructor(options: SftpServerOptions) {
    this.#options = options;
    const hostKey = ssh2.utils.generateKeyPairSync('ed25519').private;
    const parsed = ssh2.utils.parseKey(hostKey);
    if (parsed instanceof Error) throw parsed;
    this.fingerprint = fingerprintOf(parsed.getPublicSSH());
    this.#server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => this.#serve(connection));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.end();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(connection: Connection): void {
    this.sessions += 1;
    this.#connections.add(connection);
    connection.on('error', () => undefined);
    connection.on('close', () => this.#connections.delete(connection));
    connection.on('authentication', (request) => {
      const { user, secret, publicKey } = this.#options;
      if (request.username !== user) request.reject(['password', 'publickey']);
      else if (request.method === 'password' && request.password === secret) request.accept();
      else if (request.method === 'publickey' && isKey(request.key.data, publicKey)) request.accept();
      else request.reject(['password', 'publickey']);
    });
    connection.on('ready', () => {
      this.logins += 1;
      connection.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => this.#serveFiles(acceptSftp()));
      });
    });
  }

  #serveFiles(sftp: SFTPWrapper): void {
    const handles: { path: string; isListed: boolean }[] = [];
    const open = (reqId: number, path: string): void => {
      handles.push({ path: path.replace(/^\.?\//, ''), isListed: false });
      sftp.handle(reqId, Buffer.from([handles.length - 1]));
    };
    const at = (handle: Buffer): { path: string; isListed: boolean } =>
      handles[handle[0] ?? 0] ?? { path: '', isListed: true };
    sftp.on('OPEN', (reqId, path, flags) => {
      const name = path.replace(/^\.?\//, '');
      const exists = this.files.has(name);
      if ((flags & OPEN_MODE.EXCL) !== 0 && exists) sftp.status(reqId, STATUS_CODE.FAILURE, `${path} is there`);
      else if ((flags & OPEN_MODE.CREAT) === 0 && !exists)
        sftp.status(reqId, STATUS_CODE.NO_SUCH_FILE, `${path} is not there`);
      else {
        if ((flags & OPEN_MODE.TRUNC) !== 0 || !exists) this.files.set(name, Buffer.alloc(0));
        open(reqId, path);
      }
    });
    sftp.on('READ', (reqId, handle, offset, length) => {
      const file = this.files.get(at(handle).path) ?? Buffer.alloc(0);
      if (offset >= file.byteLength) sftp.status(reqId, STATUS_CODE.EOF);
      else sftp.data(reqId, file.subarray(offset, offset + length));
    });
    sftp.on('WRITE', (reqId, handle, offset, data) => {
      const { path } = at(handle);
      const before = (this.files.get(path) ?? Buffer.alloc(0)).subarray(0, offset);
      this.files.set(path, Buffer.concat([before, data]));
      sftp.status(reqId, STATUS_CODE.OK);
    });
    sftp.on('FSTAT', (reqId, handle) => {
      sftp.attrs(reqId, attributesOf(FILE_MODE, this.files.get(at(handle).path)?.byteLength ?? 0));
    });
    sftp.on('FSETSTAT', (reqId) => sftp.status(reqId, STATUS_CODE.OK));
    sftp.on('CLOSE', (reqId) => sftp.status(reqId, STATUS_CODE.OK));
    sftp.on('OPENDIR', open);
    sftp.on('READDIR', (reqId, handle) => {
      const listing = at(handle);
      if (listing.isListed) {
        sftp.status(reqId, STATUS_CODE.EOF);
        return;
      }
      listing.isListed = true;
      const entry = (filename: string, mode: number, size: number) => ({
        filename,
        longname: filename,
        attrs: attributesOf(mode, size),
      });
      const files = [...this.files].map(([name, { byteLength }]) => entry(name, FILE_MODE, byteLength));
      sftp.name(reqId, [entry('sub', FOLDER_MODE, 0), ...files] as never);
    });
    sftp.on('REMOVE', (reqId, path) => {
      const isGone = this.files.delete(path.replace(/^\.?\//, ''));
      sftp.status(reqId, isGone ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE, `${path} is not there`);
    });
  }
}

function attributesOf(mode: number, size: number) {
  return { mode, size, uid: 0, gid: 0, atime: 1_700_000_000, mtime: 1_700_000_000 };
}

function isKey(found: Buffer, authorized: string | undefined): boolean {
  return authorized !== undefined && authorized.split(' ')[1] === found.toString('base64');
}
