import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { DeviceCommands, Device, DeviceEvent, DeviceEventsTaken, PairedDevice } from '@ebbflow/contracts';

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

type PrivateKey = Awaited<ReturnType<typeof suite.kem.generateKeyPair>>['privateKey'];

export interface ReceivedCommand {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** An answer other than 2xx, with the code of its problem. */
export class DeviceRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`${String(status)} ${code}`);
    this.name = 'DeviceRefusal';
    this.status = status;
    this.code = code;
  }
}

/**
 * The reference for who writes an app: a whole device that speaks the protocol. It sends again whatever it has no answer to,
 * under the same ids, and acknowledges a command only when it is done.
 */
export class DeviceClient {
  readonly deviceId: string;
  readonly #url: string;
  readonly #token: string;
  readonly #privateKey: PrivateKey;

  private constructor(url: string, paired: PairedDevice, privateKey: PrivateKey) {
    this.#url = url;
    this.deviceId = paired.deviceId;
    this.#token = paired.token;
    this.#privateKey = privateKey;
  }

  /** @param payload what the QR code says: `ebbflow://pair?url=…&code=…` */
  static async pair(payload: string, name: string, platform: Device['platform'] = 'android'): Promise<DeviceClient> {
    const said = new URL(payload).searchParams;
    const [url, code] = [said.get('url'), said.get('code')];
    if (!payload.startsWith('ebbflow://pair?') || url === null || code === null)
      throw new TypeError('This is no pairing code.');
    const { privateKey, publicKey } = await suite.kem.generateKeyPair();
    const raw = Buffer.from(await suite.kem.serializePublicKey(publicKey)).toString('base64url');
    const body = { code, name, platform, publicKey: raw };
    const paired = (await ask(url, undefined, 'POST /device/v1/pairings/redeem', body)) as PairedDevice;
    return new DeviceClient(url, paired, privateKey);
  }

  me(): Promise<Device> {
    return this.#ask('GET /device/v1/me') as Promise<Device>;
  }

  send(...events: DeviceEvent[]): Promise<DeviceEventsTaken> {
    return this.#ask('POST /device/v1/events', { events }) as Promise<DeviceEventsTaken>;
  }

  async setLocation(enabled: boolean): Promise<void> {
    await this.#ask('PUT /device/v1/location', { enabled });
  }

  /** Opened; the same ones again until they are acknowledged. Waits up to `waitSeconds` when there is none. */
  async commands(waitSeconds = 0): Promise<ReceivedCommand[]> {
    const { items } = (await this.#ask(`GET /device/v1/commands?wait=${String(waitSeconds)}`)) as DeviceCommands;
    return Promise.all(items.map((item) => this.#open(item)));
  }

  async acknowledge(commandId: string): Promise<void> {
    await this.#ask(`POST /device/v1/commands/${commandId}/acknowledgement`);
  }

  async unpair(): Promise<void> {
    await this.#ask('DELETE /device/v1/me');
  }

  async #open({ id, encapsulatedKey, sealed }: DeviceCommands['items'][number]): Promise<ReceivedCommand> {
    const recipient = { recipientKey: this.#privateKey, enc: bytesOf(encapsulatedKey, 'base64') };
    const plain = await suite.open(recipient, bytesOf(sealed, 'base64'), bytesOf(id, 'utf8'));
    return { id, ...(JSON.parse(Buffer.from(plain).toString('utf8')) as Omit<ReceivedCommand, 'id'>) };
  }

  #ask(route: string, body?: unknown): Promise<unknown> {
    return ask(this.#url, this.#token, route, body);
  }
}

/** @param route method and path: `GET /device/v1/me` */
async function ask(url: string, token: string | undefined, route: string, body: unknown): Promise<unknown> {
  const [method = '', path = ''] = route.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new DeviceRefusal(response.status, (answer as { code?: string } | undefined)?.code ?? '');
  return answer;
}

function bytesOf(text: string, encoding: BufferEncoding): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, encoding)).buffer;
}
