import { once } from 'node:events';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

const TYPES = { A: 1, CNAME: 5, AAAA: 28 } as const;

export interface DnsRecord {
  readonly type: keyof typeof TYPES;
  /** An address, in full for AAAA (`0:0:0:0:0:0:0:1`, or with `::`), or a name. */
  readonly value: string;
  /** Whose record it is; left out, that of the name that was asked for. */
  readonly name?: string;
}

/** What a name server says to the `count`-th question (from 0) for one type of one name. */
export type DnsAnswer = (question: { name: string; type: 'A' | 'AAAA'; count: number }) => readonly DnsRecord[];

/** A name server (RFC 1035) that answers as a test says, with a lifetime of zero. No records: there is no such name. */
export class DnsServer {
  readonly questions: string[] = [];
  readonly #answer: DnsAnswer;
  readonly #socket: Socket = createSocket('udp4');

  constructor(answer: DnsAnswer) {
    this.#answer = answer;
    this.#socket.on('message', (message, from) => this.#reply(message, from));
  }

  /** `127.0.0.1:port`, as EBB_EGRESS_NAME_SERVERS takes it. */
  async listen(): Promise<string> {
    this.#socket.bind(0, '127.0.0.1');
    await once(this.#socket, 'listening');
    const { address, port } = this.#socket.address();
    return `${address}:${String(port)}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#socket.close(resolve);
    });
  }

  #reply(message: Buffer, from: RemoteInfo): void {
    const { name, end } = readName(message);
    const code = message.readUInt16BE(end);
    const question = message.subarray(12, end + 4);
    const key = `${String(code)} ${name}`;
    const count = this.questions.filter((asked) => asked === key).length;
    this.questions.push(key);
    const type = code === TYPES.AAAA ? 'AAAA' : 'A';
    const records = code === TYPES.A || code === TYPES.AAAA ? this.#answer({ name, type, count }) : [];
    const header = Buffer.alloc(12);
    message.copy(header, 0, 0, 2);
    header.writeUInt16BE(records.length > 0 ? 0x8180 : 0x8183, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    this.#socket.send(
      Buffer.concat([header, question, ...records.map((record) => encode(record, name))]),
      from.port,
      from.address,
    );
  }
}

function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function encode({ type, value, name }: DnsRecord, asked: string): Buffer {
  const data =
    type === 'CNAME' ? encodeName(value) : type === 'A' ? Buffer.from(value.split('.').map(Number)) : v6(value);
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(TYPES[type], 0);
  fields.writeUInt16BE(1, 2);
  fields.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(name ?? asked), fields, data]);
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

/** Any spelling of an IPv6 address, by the parser of URLs, which always gives the shortest one. */
function v6(text: string): Buffer {
  const short = URL.parse(`http://[${text}]`)?.hostname.slice(1, -1) ?? '';
  const [head = '', tail] = short.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [front, back] = [groups(head), groups(tail ?? '')];
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return Buffer.from([...front, ...zeros, ...back].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
