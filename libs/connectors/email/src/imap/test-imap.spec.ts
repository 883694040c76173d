import { anOutside } from '@ebbflow/testing';
import { ImapServer } from '../../test/imap-server.fake.ts';
import { testImap } from './test-imap.ts';

describe('the test of an IMAP account', () => {
  const account = { user: 'ada', secret: 'hunter2-secret' };

  it('works where the server lets it in, and says so where it does not, without what the server said', async () => {
    const server = new ImapServer(account);
    const port = await server.listen();
    const outsideWith = (secret: string) =>
      anOutside({
        credentials: {
          imap: { host: 'localhost', port, ...account, secret, tls: 'off' as const, verifiesCertificate: true },
        },
      });
    const [right, wrong] = [outsideWith(account.secret), outsideWith('wrong-secret')];
    try {
      await testImap.run('con_1', right.context);
      await expect(testImap.run('con_1', wrong.context)).rejects.toMatchObject({
        errorClass: 'InvalidAccessTokenError',
        message: expect.not.stringContaining('wrong-secret'),
      });
      // Looked at, and nothing in it changed.
      expect(server.commands.join()).not.toMatch(/STORE|SELECT/i);
    } finally {
      await right.close();
      await wrong.close();
      await server.close();
    }
  });
});
