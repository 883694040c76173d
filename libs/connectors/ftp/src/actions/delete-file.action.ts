import { defineModule } from '@ebbflow/connector-sdk';
import { requireTarget } from '../remote-path.ts';
import { withSession } from '../session/with-session.ts';

export const deleteFile = defineModule({
  name: 'ftp:ActionDeleteFile',
  versions: [1, 2],
  kind: 'action',
  label: 'Delete a file',
  fields: { parameters: ['account'], mapper: ['path', 'folder', 'fileName'], output: ['path'] },
  async run({ mapped, parameters }, context) {
    const path = requireTarget(mapped);
    await withSession(parameters, context, (client) => client.remove(path));
    return { bundles: [{ path }] };
  },
});
