import type { Client, Contract, Handlers, Methods } from '../../src/protocol/contract';
import { connectRpc, type Port } from '../../src/protocol/rpc';
import type { Trouble } from './trouble';

/**
 * The extension's side of a page's contract, as functions to call.
 * @param tell shows what only the user can mend: a page that was made by another version.
 */
export function connectHost<Host extends Methods, View extends Methods>(
  port: Port,
  { channel, version, host, view }: Contract<Host, View>,
  handlers: Handlers<View>,
  tell: (trouble: Trouble) => void,
): Client<Host> {
  const connection = connectRpc(port, {
    channel,
    version,
    serves: view,
    handlers,
    calls: host,
    log: console,
    onVersionMismatch: () =>
      tell({
        message: 'This panel was made by another version of Marginalia.',
        remedy: 'Close it and open it again.',
      }),
  });
  return connection.remote;
}
