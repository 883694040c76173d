import { defineModule } from '@ebbflow/connector-sdk';
import { requireTarget } from '../remote-path.ts';
import { withSession } from '../session/with-session.ts';

export const deleteFile = defineModule({
  name: 'sftp:ActionDeleteFile',
  versions: [1, 2],
  kind: 'action',
  label: 'Delete a file',
  fields: { parameters: ['account'], mapper: ['path', 'folder', 'fileName'], output: ['path'] },
  async run({ mapped, parameters }, context) {
    const path = requireTarget(mapped);
    await withSession(
      parameters,
      context,
      (sftp) =>
        new Promise<void>((resolve, reject) => {
          sftp.unlink(path, (error) => {
            if (error) reject(error);
            else resolve();
          });
        }),
    );
    return { bundles: [{ path }] };
  },
});
