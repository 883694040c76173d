import { createServer, type AddressInfo } from 'node:net';
import { choosePorts } from './ports.ts';

async function occupied(): Promise<{ port: number; close: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe('choosePorts', () => {
  it('moves to the next free pair when nobody asked for this port', async () => {
    const taken = await occupied();
    const ports = await choosePorts('127.0.0.1', taken.port, false);
    expect(ports.console).toBeGreaterThan(taken.port);
    expect(ports.door).toBe(ports.console + 1);
    expect(ports.moved).toBe(true);
    taken.close();
  });

  it('refuses with a sentence that names the port and the setting when the port was asked for', async () => {
    const taken = await occupied();
    await expect(choosePorts('127.0.0.1', taken.port, true)).rejects.toThrow(
      new RegExp(`Port ${String(taken.port)} .* is taken .* EBB_PORT`),
    );
    taken.close();
  });

  it('refuses too when only the second port of the pair is taken', async () => {
    const taken = await occupied();
    await expect(choosePorts('127.0.0.1', taken.port - 1, true)).rejects.toMatchObject({
      code: 'ALL_IN_ONE.PORT_TAKEN',
    });
    taken.close();
  });
});
