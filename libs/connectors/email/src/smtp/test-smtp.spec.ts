import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { anOutside } from '@ebbflow/testing';
import { SMTPServer } from 'smtp-server';
import { testSmtp } from './test-smtp.ts';

describe('the test of an SMTP account', () => {
  it('works where the server lets it in, sends nothing, and says so where it does not', async () => {
    let mails = 0;
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, done) =>
        username === 'ada' && password === 'hunter2-secret' ? done(null, { user: 'ada' }) : done(new Error('no')),
      onMailFrom: (_address, _session, done) => {
        mails += 1;
        done();
      },
    });
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const outsideWith = (secret: string) =>
      anOutside({
        credentials: { smtp: { host: 'localhost', port, user: 'ada', secret, tls: 'off', verifiesCertificate: true } },
      });
    const [right, wrong] = [outsideWith('hunter2-secret'), outsideWith('wrong-secret')];
    try {
      await testSmtp.run('con_1', right.context);
      await expect(testSmtp.run('con_1', wrong.context)).rejects.toMatchObject({
        errorClass: 'InvalidAccessTokenError',
        message: expect.not.stringContaining('wrong-secret'),
      });
      expect(mails).toBe(0);
    } finally {
      await right.close();
      await wrong.close();
      await new Promise((resolve) => server.close(() => resolve(undefined)));
    }
  });
});
