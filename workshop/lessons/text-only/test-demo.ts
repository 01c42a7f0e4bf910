import { type DriveDemo, until } from '../../test-driver.ts';

/** Base64 and a WebSocket bring every byte; SSE as it is does not. */
const drive: DriveDemo = async (page) => {
  const intact = async (carrier: string): Promise<number> => {
    await page.click(`[data-act="send-${carrier}"]`);
    const read = (): Promise<string | null> => page.attribute(`[data-carrier="${carrier}"]`, 'data-intact');
    return Number(await until(`${carrier} has arrived`, read, (share) => share !== null));
  };
  const shares = { base64: await intact('sse-base64'), socket: await intact('websocket') };
  const plain = await intact('sse-plain');
  if (shares.base64 !== 1 || shares.socket !== 1) throw new Error(`not intact: ${JSON.stringify(shares)}`);
  if (plain > 0.6) throw new Error(`plain bytes arrived: ${plain}`);
};
export default drive;
