import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type KmsKeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

interface KmsRequest {
  readonly KeyId: string;
  readonly EncryptionContext: Record<string, string>;
  readonly CiphertextBlob: string;
}

/** AWS KMS over HTTP, with the state of each of its keys: what a key generated it gives back for the same context, and nothing else. */
export class KmsFake {
  /** By ARN; another key is not found. */
  readonly keys: Map<string, KmsKeyState>;
  readonly asked: { target: string; authorization: string; date: string }[] = [];
  readonly #issued = new Map<string, { arn: string; key: string; context: string }>();
  readonly #server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const target = String(request.headers['x-amz-target']);
      const { authorization } = request.headers;
      this.asked.push({
        target,
        authorization: String(authorization),
        date: String(request.headers['x-amz-date']),
      });
      const [status, answer] = this.#answer(target, JSON.parse(text) as KmsRequest);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
    });
  });

  constructor(...arns: string[]) {
    this.keys = new Map(arns.map((arn) => [arn, 'Enabled']));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(target: string, request: KmsRequest): [number, object] {
    const issued = this.#issued.get(request.CiphertextBlob);
    // Decrypt names the key too: the keyring asks only the one it was made for.
    const refusal = refusalOf(this.keys.get(request.KeyId));
    if (refusal !== undefined) return [400, { __type: refusal, message: refusal }];
    const context = JSON.stringify(Object.entries(request.EncryptionContext).sort());
    if (target === 'TrentService.GenerateDataKey') {
      const [blob, key] = [randomBytes(64).toString('base64'), randomBytes(32).toString('base64')];
      this.#issued.set(blob, { arn: request.KeyId, key, context });
      return [200, { KeyId: request.KeyId, CiphertextBlob: blob, Plaintext: key }];
    }
    if (target !== 'TrentService.Decrypt' || issued?.context !== context) {
      return [400, { __type: 'InvalidCiphertextException' }];
    }
    if (issued.arn !== request.KeyId) return [400, { __type: 'IncorrectKeyException' }];
    return [200, { KeyId: issued.arn, Plaintext: issued.key }];
  }
}

function refusalOf(state: KmsKeyState | undefined): string | undefined {
  if (state === undefined) return 'NotFoundException';
  if (state === 'Disabled') return 'DisabledException';
  return state === 'PendingDeletion' ? 'KMSInvalidStateException' : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
