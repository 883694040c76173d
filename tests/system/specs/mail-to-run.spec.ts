import type { FinishedRun, ImportedScenario } from '@ebbflow/contracts';
import { freePort } from '@ebbflow/embedded-postgres';
import { waitFor } from '@ebbflow/testing';
import { createTransport } from 'nodemailer';
import { AllInOneProcess } from '../src/all-in-one-process.ts';

const blueprint = {
  name: 'Mails',
  flow: [
    { id: 1, module: 'gateway:CustomMailHook', version: 1, parameters: { maxResults: 1 }, mapper: {} },
    {
      id: 2,
      module: 'util:SetVariable2',
      version: 1,
      mapper: {
        name: 'said',
        scope: 'execution',
        value: '{{1.from.address}} · {{1.subject}} · {{1.attachments[1].fileName}}',
      },
    },
  ],
  metadata: { version: 1, instant: true, scenario: {} },
};

describe('a mail', () => {
  it('to the address of a scenario starts it, with subject, sender and files', async () => {
    const port = await freePort();
    await using ebbflow = new AllInOneProcess({ EBB_GATEWAY_MAIL_PORT: String(port) });
    await ebbflow.start();
    const put = (path: string, method: string, body: object): Promise<Response> =>
      ebbflow.api(path, { method, body: JSON.stringify(body) });
    const imported = (await (await put('executor/v1/scenarios', 'POST', { blueprint })).json()) as ImportedScenario;
    await put(`executor/v1/scenarios/${imported.scenarioId}/activation`, 'PUT', { active: true });
    const address = imported.hooks[0]?.url ?? '';
    expect(address).toMatch(/^[a-z2-7]{32}@localhost$/);
    const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    await transport.sendMail({
      from: 'ada@example.org',
      to: address,
      subject: 'Grüße',
      text: 'hello',
      attachments: [{ filename: 'report.pdf', content: Buffer.from([37, 80, 68, 70]) }],
    });
    transport.close();
    const run = await waitFor(
      async () => {
        const answer = await ebbflow.api(`log-store/v1/runs?scenarioId=${imported.scenarioId}`);
        return ((await answer.json()) as { items: FinishedRun[] }).items[0];
      },
      { what: 'the run to be readable', timeoutMs: 30_000 },
    );
    expect(run).toMatchObject({ status: 'success', trigger: 'mail' });
    const details = await (await ebbflow.api(`log-store/v1/runs/${run.id}`)).text();
    expect(details).toContain('ada@example.org · Grüße · report.pdf');
  }, 240_000);
});
