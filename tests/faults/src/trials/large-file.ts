import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ImportedScenario } from '@ebbflow/contracts';
import { waitFor } from '@ebbflow/testing';
import { Deployment } from '../deployment.ts';
import { atMost, exactly, type Trial } from '../trial.ts';

const MEBIBYTE = 1_048_576;

/** `--mib 500`: size of the file that is downloaded and uploaded again. */
export const largeFile: Trial = {
  name: 'large-file',
  promise: 'a file of 500 MiB goes from a download to an upload within 100 MiB of memory',
  async run({ number, progress }) {
    const mib = number('mib', 500);
    await using deployment = await Deployment.start({ EBB_EGRESS_MAX_FILE: '4GiB', EBB_EGRESS_MAX_TIME: '10m' });
    const { house } = deployment;
    const outside = new FileServer();
    await using closing = outside;
    const url = await closing.listen();
    const answer = await house.api('executor/v1/scenarios', {
      method: 'POST',
      body: JSON.stringify({ blueprint: passOn(url) }),
    });
    const { scenarioId, hooks } = (await answer.json()) as ImportedScenario;
    await house.api(`executor/v1/scenarios/${scenarioId}/activation`, {
      method: 'PUT',
      body: JSON.stringify({ active: true }),
    });
    const send = async (megabytes: number): Promise<void> => {
      const before = outside.uploads.length;
      await fetch(hooks[0]?.url ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mib: megabytes }),
      });
      await waitFor(() => outside.uploads.length > before, { what: 'the upload', timeoutMs: 300_000 });
    };
    // Code, pools and buffers of a first file are not what a large one costs.
    await send(32);
    const executor = house.services.executor.pid ?? 0;
    const before = residentMib(executor);
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, residentMib(executor))), 50);
    await send(mib);
    clearInterval(watch);
    progress(`resident before ${before.toFixed(0)} MiB, at most ${peak.toFixed(0)} MiB`);
    return [
      exactly('MiB that arrived', (outside.uploads.at(-1) ?? 0) / MEBIBYTE, mib),
      atMost('growth of the executor, MiB', peak - before, 100, ' MiB'),
    ];
  },
};

/** Gives files of any size and counts what is sent back, without keeping either. */
class FileServer implements AsyncDisposable {
  readonly uploads: number[] = [];
  readonly #server: Server = createServer((request, response) => {
    if (request.method === 'POST') {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => {
        this.uploads.push(bytes);
        response.end('{}');
      });
      return;
    }
    const chunk = Buffer.alloc(MEBIBYTE, 'film');
    let left = Number(new URL(request.url ?? '/', 'http://film').searchParams.get('mib'));
    const write = (): void => {
      while (left > 0) {
        left -= 1;
        if (!response.write(chunk)) {
          response.once('drain', write);
          return;
        }
      }
      response.end();
    };
    write();
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function residentMib(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1_024;
}

function passOn(url: string): object {
  return {
    name: 'Faults: a file',
    flow: [
      { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: { maxResults: 1 }, mapper: {} },
      {
        id: 2,
        module: 'http:ActionGetFile',
        version: 3,
        parameters: { handleErrors: true },
        mapper: { url: `${url}/film?mib={{1.mib}}`, method: 'get', timeout: 300 },
      },
      {
        id: 3,
        module: 'http:ActionSendData',
        version: 3,
        parameters: { handleErrors: true },
        mapper: { url: `${url}/upload`, method: 'post', bodyType: 'raw', data: '{{2.data}}', timeout: 300 },
      },
    ],
    metadata: { version: 1, instant: true, scenario: { roundtrips: 1, maxErrors: 3 } },
  };
}
