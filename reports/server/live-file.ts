import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIVE_FILE, liveShape } from '../../harness/results/live-schema.ts';
import type { LiveRun } from '../live-news.ts';
import type { StoredRun } from './runs-folder.ts';

/** A bench that is stopped, not ended, says nothing any more. */
export const STALE_MS = 10_000;
const LARGEST_BYTES = 64 * 1024;

/** What the bench says that measures this run; nothing where none does, or it is gone. */
export async function readLive({ id, folder }: StoredRun): Promise<LiveRun | undefined> {
  const path = join(folder, LIVE_FILE);
  try {
    const file = await lstat(path);
    if (!file.isFile() || file.size > LARGEST_BYTES || Date.now() - file.mtimeMs > STALE_MS) return undefined;
    const live = liveShape.parse(JSON.parse(await readFile(path, 'utf8')));
    return isAlive(live.pid) ? { ...live, id } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's, and alive.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
