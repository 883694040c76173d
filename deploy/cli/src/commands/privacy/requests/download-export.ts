import { statSync } from 'node:fs';
import { Command } from 'commander';
import { answering } from '../answering.ts';

interface Downloaded {
  readonly file: string;
  readonly sizeBytes: number;
}

/** `ebbflow privacy request export ID --to FILE`: the zip of an access or portability request, while it can be fetched. */
export function downloadExportCommand(): Command {
  const command = new Command('export')
    .description('fetch the zip of an access or portability request')
    .argument('<id>', 'the request (sbr_…)')
    .requiredOption('--to <file>', 'a file that is not there yet; only you can read it');
  return answering<Downloaded, { to: string }>(command, {
    ask: async (instance, { to }, [id = '']) => {
      await instance.download(`retention/v1/subject-requests/${encodeURIComponent(id)}/export`, to);
      return { file: to, sizeBytes: statSync(to).size };
    },
    show: ({ file, sizeBytes }) => [`${file}: ${String(sizeBytes)} bytes`],
  });
}
