import { createProjectGraphAsync } from '@nx/devkit';
import { workspaceProjects } from '../build/workspace-projects.mjs';

/**
 * Computes the Nx project graph (and leaves it in Nx's cache, where the boundary rule reads it) and checks that every workspace project is in it with
 * exactly one `type:` and one `scope:` tag. A project without tags is bound by nothing.
 */
export async function projectGraphFaults(root) {
  process.env.NX_DAEMON = 'false';
  const graph = await createProjectGraphAsync({ exitOnError: false });
  const nodes = Object.values(graph.nodes).map((node) => node.data);
  return workspaceProjects(root).flatMap((folder) => {
    const project = nodes.find((node) => node.root === folder);
    if (project === undefined) return [`${folder} is not in the Nx project graph.`];
    return ['type:', 'scope:'].flatMap((kind) => {
      const tags = (project.tags ?? []).filter((tag) => tag.startsWith(kind));
      return tags.length === 1 ? [] : [`${folder} must carry exactly one ${kind} tag, it has ${String(tags.length)}.`];
    });
  });
}
