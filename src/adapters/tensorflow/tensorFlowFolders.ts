import { isAbsolute, join } from 'node:path';
import { userStateFolder } from '../stateFolder';

/**
 * Where a TensorFlow.js of the user's own is looked for: the folder that the user's settings or command line name, and one
 * in the user's own state. What lies in a workspace is loaded only where the user named that folder.
 *
 * @param given absolute; anything else is left aside, since it would mean another place in each workspace.
 */
export function tensorFlowFolders(given: string | undefined): readonly string[] {
  const named = given !== undefined && isAbsolute(given) ? [given] : [];
  return [...named, join(userStateFolder(), 'tensorflow')];
}
