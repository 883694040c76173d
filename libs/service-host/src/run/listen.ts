import { ConfigError } from '@ebbflow/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { HostConfig } from '../host.config.ts';

/** Opens the port and gives the address that was really taken. */
export async function listen(app: NestFastifyApplication, config: HostConfig, host = config.host): Promise<string> {
  try {
    await app.listen(config.port, host);
  } catch (thrown) {
    const code = (thrown as { code?: unknown }).code;
    if (code === 'EADDRINUSE')
      throw new ConfigError(
        'EBB_SERVICE_PORT',
        `is ${String(config.port)}, which another program is using; choose another or stop it.`,
      );
    if (code === 'EACCES')
      throw new ConfigError(
        'EBB_SERVICE_PORT',
        `is ${String(config.port)}, which this user may not open; choose one above 1024.`,
      );
    if (code === 'EADDRNOTAVAIL') throw new ConfigError('EBB_SERVICE_HOST', 'is not an address of this machine.');
    throw thrown;
  }
  const address = app.getHttpAdapter().getInstance().server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${String(port)}`;
}
