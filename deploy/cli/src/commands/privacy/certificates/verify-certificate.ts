import { type PolicyKeys, policyKeysSchema, type SignedCertificate, signedCertificateSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import { printAnswer } from '../../print-answer.ts';
import { readJson } from '../../read-json.ts';
import { checkCertificate } from './check-certificate.ts';
import { describeCertificate } from './describe-certificate.ts';

interface Options {
  readonly keys: string;
  readonly previous?: string;
  readonly json?: boolean;
}

/** `ebbflow privacy certificate verify FILE --keys FILE`: offline. Exit 1 when it is not good. */
export function verifyCertificateCommand(): Command {
  return new Command('verify')
    .description('check a certificate with the published keys; needs no network')
    .argument('<file>', 'the certificate, as `certificate get --to` wrote it')
    .requiredOption('--keys <file>', 'the keys, as `certificate keys --to` wrote them')
    .option('--previous <file>', 'the certificate before it, to see that none is missing')
    .option('--json', 'one JSON document on standard output')
    .action((file: string, { keys, previous, json }: Options) => {
      const signed: SignedCertificate = read(file, signedCertificateSchema);
      const published: PolicyKeys = read(keys, policyKeysSchema);
      const before = previous === undefined ? undefined : read(previous, signedCertificateSchema);
      const checked = checkCertificate(signed, published, before);
      printAnswer(json === true, checked, () => [
        ...(checked.isValid ? [`Good: signed by ${String(checked.signedBy)}.`, ''] : checked.faults),
        ...(checked.isValid && checked.certificate !== null ? describeCertificate(checked.certificate) : []),
      ]);
      if (!checked.isValid) process.exitCode = 1;
    });
}

/** @throws ExpectedError for a file that is something else */
function read<Document>(
  file: string,
  schema: { safeParse(json: unknown): { success: true; data: Document } | { success: false } },
): Document {
  const parsed = schema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new ExpectedError('CLI.WRONG_DOCUMENT', 422, `${file} is not what this command takes there.`);
}
