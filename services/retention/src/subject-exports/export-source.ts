import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type ExportedSubject, type ExportLine, exportLineSchema, type ServiceName } from '@ebbflow/contracts';
import { TransientError } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';

/** Who has anything of people or organisations. */
export const EXPORTING_SERVICES: readonly ServiceName[] = ['identity', 'vault', 'executor', 'gateway', 'log-store'];

/** A service could not give its part, or not to the end; the file is made anew later. */
class SourceCutShortError extends TransientError {
  constructor(service: ServiceName, cause?: unknown) {
    super('RETENTION.EXPORT_SOURCE', `${service} did not give all it has; tried again later.`, {
      cause,
      details: { service },
    });
  }
}

/** What one service has of a subject, line by line as it comes. */
@Injectable()
export class ExportSource {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /** Ends after the line that says so. @throws SourceCutShortError */
  async *read(service: ServiceName, subject: ExportedSubject): AsyncGenerator<ExportLine> {
    const { statusCode, body } = await this.client.forward(service, {
      method: 'POST',
      path: '/internal/v1/subject-exports',
      headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: Buffer.from(JSON.stringify({ subject })),
      isLong: true,
    });
    try {
      if (statusCode !== 200) throw new SourceCutShortError(service);
      yield* this.#lines(service, body);
    } finally {
      body.destroy();
    }
  }

  async *#lines(service: ServiceName, body: Readable): AsyncGenerator<ExportLine> {
    let hasEnded = false;
    try {
      for await (const text of createInterface({ input: body, crlfDelay: Infinity })) {
        if (text === '') continue;
        const line = exportLineSchema.parse(JSON.parse(text));
        hasEnded = 'end' in line;
        yield line;
      }
    } catch (thrown) {
      throw new SourceCutShortError(service, thrown);
    }
    if (!hasEnded) throw new SourceCutShortError(service);
  }
}
