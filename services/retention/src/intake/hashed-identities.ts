import { createHash } from 'node:crypto';
import type { SubjectRequestDetails } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { EXPORTING_SERVICES, ExportSource } from '../subject-exports/export-source.ts';

type Digests = NonNullable<SubjectRequestDetails['digests']>;

const ADDRESS = /[^\s"'<>,;:()[\]\\]+@[^\s"'<>,;:()[\]\\]+\.[a-z]{2,}/gi;
const FORMATS = ['md5', 'sha1', 'sha256'] as const;

/** Finds the addresses in an organisation's data that a controller gave as digests only. All of it is looked through, a row at a time. */
@Injectable()
export class HashedIdentities {
  constructor(@Inject(ExportSource) private readonly source: ExportSource) {}

  async find(tenantId: string, digests: Digests): Promise<string[]> {
    const sought = new Set(digests.map(({ format, value }) => `${format}/${value}`));
    const found = new Map<string, string>();
    for (const service of EXPORTING_SERVICES)
      for await (const line of this.source.read(service, { kind: 'organisation', tenantId })) {
        if (!('row' in line)) continue;
        for (const [address] of JSON.stringify(line.row).matchAll(ADDRESS)) {
          const plain = address.toLowerCase();
          const digest = FORMATS.map((format) => digestOf(format, plain)).find((one) => sought.has(one));
          if (digest !== undefined) found.set(digest, plain);
        }
      }
    return [...new Set(found.values())];
  }
}

/** As OpenDSR has it: of the address in lower case. These digests prove nothing; they only spare telling the address. */
function digestOf(format: (typeof FORMATS)[number], address: string): string {
  return `${format}/${createHash(format).update(address).digest('hex')}`;
}
