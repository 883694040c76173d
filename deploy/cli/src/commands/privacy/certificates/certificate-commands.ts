import { writeFileSync } from 'node:fs';
import type { CertificateList, PolicyKeys, SignedCertificate } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering, more, query, withPages } from '../answering.ts';
import { describeCertificate } from './describe-certificate.ts';
import { verifyCertificateCommand } from './verify-certificate.ts';

/** `ebbflow privacy certificate …`: what erasures came to. */
export function certificateCommand(): Command {
  return new Command('certificate')
    .description('what erasures came to, signed')
    .addCommand(listCommand())
    .addCommand(getCommand())
    .addCommand(keysCommand())
    .addCommand(verifyCertificateCommand());
}

function listCommand(): Command {
  const command = withPages(new Command('list')).description('newest first');
  return answering<CertificateList, { limit: string; cursor?: string }>(command, {
    ask: (instance, { limit, cursor }) => instance.get(`retention/v1/certificates${query({ limit, cursor })}`),
    show: ({ items, nextCursor }) => [
      table(
        ['certificate', 'number', 'about', 'issued', 'places left', 'exceptions'],
        items.map(({ certificate: { id, sequence, subjectKind, issuedAt, residual, exceptions } }) => [
          ...[id, String(sequence), subjectKind, issuedAt, String(residual.places), String(exceptions.length)],
        ]),
      ),
      ...more(nextCursor),
    ],
  });
}

function getCommand(): Command {
  const command = new Command('get')
    .description('one of them, to be kept')
    .argument('<id>', 'the certificate, as its erasure names it')
    .option('--to <file>', 'write it there, as it can be verified');
  return answering<SignedCertificate, { to?: string }>(command, {
    ask: async (instance, { to }, [id = '']) => {
      const signed = await instance.get<SignedCertificate>(`retention/v1/certificates/${encodeURIComponent(id)}`);
      if (to !== undefined) write(to, signed);
      return signed;
    },
    show: ({ certificate }) => describeCertificate(certificate),
  });
}

function keysCommand(): Command {
  const command = new Command('keys')
    .description('the keys certificates and reports are verified with')
    .option('--to <file>', 'write them there');
  return answering<PolicyKeys, { to?: string }>(command, {
    ask: async (instance, { to }) => {
      const keys = await instance.get<PolicyKeys>('retention/v1/policy/keys');
      if (to !== undefined) write(to, keys);
      return keys;
    },
    show: ({ keys }) => keys.map(({ kid, crv, x }) => `${kid}  ${crv}  ${x}`),
  });
}

function write(file: string, document: object): void {
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`, { flag: 'wx' });
}
