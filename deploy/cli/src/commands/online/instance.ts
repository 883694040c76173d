import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Settings } from '@ebbflow/config';
import { ExpectedError, type Fault, type Secret } from '@ebbflow/kernel';

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly errors?: readonly Fault[];
}

/** A running Ebbflow, spoken to as its operator over the public API. */
export class Instance {
  readonly #url: string;
  readonly #token: Secret;

  private constructor(url: string, token: Secret) {
    this.#url = url;
    this.#token = token;
  }

  /**
   * `EBB_URL` and `EBB_TOKEN` where they are set; else the address and operator token which an all-in-one left in its
   * data folder (`EBB_DATA_DIR`, default `.ebbflow`).
   * @throws ExpectedError CLI.NO_INSTANCE
   */
  static find(settings: Settings = Settings.fromEnvironment()): Instance {
    const url = settings.optionalString('EBB_URL');
    const token = settings.optionalSecret('EBB_TOKEN');
    if (url !== undefined && token !== undefined) return new Instance(url.replace(/\/$/, ''), token);
    const file = join(resolve(settings.string('EBB_DATA_DIR', { default: '.ebbflow' })), 'operator.json');
    const operator = readOperatorFile(file);
    const local = new Settings({ EBB_TOKEN: operator.token });
    return new Instance(operator.url, local.secret('EBB_TOKEN'));
  }

  async get<Answer>(path: string): Promise<Answer> {
    return this.#call<Answer>('GET', path);
  }

  async post<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#call<Answer>('POST', path, body);
  }

  async put<Answer>(path: string, body: unknown, ifMatch?: string): Promise<Answer> {
    return this.#call<Answer>('PUT', path, body, ifMatch);
  }

  async patch<Answer>(path: string, body: unknown, ifMatch?: string): Promise<Answer> {
    return this.#call<Answer>('PATCH', path, body, ifMatch);
  }

  async delete<Answer>(path: string): Promise<Answer> {
    return this.#call<Answer>('DELETE', path);
  }

  /** The answer as bytes, straight into a file that must not be there yet. */
  async download(path: string, file: string): Promise<void> {
    const answer = await this.#fetch('GET', path);
    if (!answer.ok || answer.body === null) throw toError(answer.status, await answer.text());
    const to = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    try {
      await pipeline(Readable.fromWeb(answer.body), to);
    } catch (cause) {
      // What broke off half-way looks whole; a file that was there before was never opened and stays.
      if (to.bytesWritten > 0) rmSync(file, { force: true });
      throw new ExpectedError('CLI.NOT_WRITTEN', 409, `${file} could not be written; it may be there already.`, {
        cause,
      });
    }
  }

  async #call<Answer>(method: string, path: string, body?: unknown, ifMatch?: string): Promise<Answer> {
    const answer = await this.#fetch(method, path, body, ifMatch);
    const text = await answer.text();
    if (answer.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
    throw toError(answer.status, text);
  }

  async #fetch(method: string, path: string, body?: unknown, ifMatch?: string): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token.reveal()}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (ifMatch !== undefined) headers['if-match'] = ifMatch;
    try {
      return await fetch(`${this.#url}/api/${path}`, {
        ...{ method, headers },
        ...(body === undefined ? {} : { body: toJson(body) }),
      });
    } catch (cause) {
      if (cause instanceof ExpectedError) throw cause;
      throw new ExpectedError('CLI.UNREACHABLE', 503, `Nothing answers at ${this.#url}; is Ebbflow running?`, {
        cause,
      });
    }
  }
}

/** Reading goes deeper than writing, which has the stack for a few thousand levels. */
function toJson(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new ExpectedError('CLI.NESTED_TOO_DEEP', 422, 'The document is nested too deeply to be sent.', { cause });
  }
}

function readOperatorFile(file: string): { url: string; token: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { url: string; token: string };
  } catch (cause) {
    throw new ExpectedError(
      'CLI.NO_INSTANCE',
      404,
      `No running instance was found: set EBB_URL and EBB_TOKEN, or EBB_DATA_DIR to the data folder of an all-in-one (looked for ${file}).`,
      { cause },
    );
  }
}

function toError(status: number, text: string): ExpectedError {
  let problem: Problem = {};
  try {
    problem = JSON.parse(text) as Problem;
  } catch {
    // Not ours: a proxy's page, say. The status alone must do.
  }
  return new ExpectedError(
    problem.code ?? 'CLI.REFUSED',
    status,
    problem.detail ?? problem.title ?? `The instance answered ${String(status)}.`,
    problem.errors === undefined ? {} : { faults: problem.errors },
  );
}
