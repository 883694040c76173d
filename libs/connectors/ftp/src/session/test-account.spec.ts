import { anOutside } from '@ebbflow/testing';
import { FtpServer } from '../../test/ftp-server.fake.ts';
import { testAccount } from './test-account.ts';

describe('the test of an FTP account', () => {
  const account = { user: 'ada', secret: 'hunter2-secret' };

  it('works where the server lets it in, and says so where it does not, without what the server said', async () => {
    const server = new FtpServer(account);
    const port = await server.listen();
    const outsideWith = (secret: string) =>
      anOutside({
        credentials: {
          ftp: { host: 'localhost', port, ...account, secret, tls: 'off' as const, verifiesCertificate: true },
        },
      });
    const [right, wrong] = [outsideWith(account.secret), outsideWith('wrong-secret')];
    try {
      await testAccount.run('con_1', right.context);
      await expect(testAccount.run('con_1', wrong.context)).rejects.toMatchObject({
        errorClass: 'InvalidAccessTokenError',
        message: expect.not.stringContaining('wrong-secret'),
      });
    } finally {
      await right.close();
      await wrong.close();
      await server.close();
    }
  });
});
