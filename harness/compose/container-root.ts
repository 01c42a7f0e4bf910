import { chown, copyFile, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Service } from './compose-file.ts';
import type { Stage } from './dockerfile.ts';
import { layOutImage } from './image-files.ts';

/** What stands in this machine for something of a container. */
export interface Standing {
  /** The folder for the container's root. */
  readonly root: string;
  /** The folder for all named volumes, which several containers share. */
  readonly volumes: string;
  /** `service:port` of a container → the port here. */
  readonly ports: ReadonlyMap<string, number>;
}

/**
 * Fills the folder that stands for a container's root: the files of its image, which are root's, what is mounted, and
 * what its user may write to.
 */
export async function layOutRoot(
  name: string,
  service: Service,
  stage: Stage | undefined,
  standing: Standing,
): Promise<void> {
  const { root, volumes } = standing;
  await mkdir(root, { recursive: true });
  if (stage !== undefined) {
    await layOutImage(stage, root);
    // Where the image has its Node; the one that runs the tests may lie where only its user enters.
    await mkdir(join(root, 'bin'));
    await copyFile(process.execPath, join(root, 'bin', 'node'));
  }
  const [uid, gid] = idsOf(service, stage);
  const own = async (folder: string): Promise<void> => {
    await mkdir(folder, { recursive: true });
    if (process.getuid?.() === 0) await chown(folder, uid, gid);
  };
  for (const path of service.tmpfs) await own(join(root, path));
  for (const { type, source, target } of service.volumes) {
    const place = join(root, target);
    await mkdir(dirname(place), { recursive: true });
    if (type === 'bind') {
      await copyText(source, place, (text) => asItStandsHere(text, name, service, standing));
    } else {
      await own(join(volumes, source));
      await symlink(join(volumes, source), place);
    }
  }
}

/** A file of text, or those directly in a folder. */
async function copyText(source: string, place: string, change: (text: string) => string): Promise<void> {
  const isFolder = (await stat(source)).isDirectory();
  if (isFolder) await mkdir(place, { recursive: true });
  for (const file of isFolder ? await readdir(source) : [''])
    await writeFile(join(place, file), change(await readFile(join(source, file), 'utf8')));
}

/** Names, ports and folders of a container in a text, as they are on this machine. */
export function asItStandsHere(
  text: string,
  name: string,
  { tmpfs, volumes }: Service,
  { root, ports }: Standing,
): string {
  let here = text;
  for (const [place, port] of ports) {
    const [service = '', own = ''] = place.split(':');
    here = here.replaceAll(new RegExp(`\\b${service}:${own}\\b`, 'g'), `127.0.0.1:${port}`);
    if (service === name) here = here.replaceAll(new RegExp(`\\b${own}\\b`, 'g'), String(port));
  }
  for (const folder of [...tmpfs, ...volumes.map(({ target }) => target)])
    here = here.replaceAll(new RegExp(`(?<![\\w./-])${folder}(?![\\w-])`, 'g'), `${root}${folder}`);
  return here;
}

/** The user of the service, else of its image, both written as numbers: only their own machine knows names. */
export function idsOf({ user }: Service, stage: Stage | undefined): [uid: number, gid: number] {
  const [uid, gid] = (user ?? stage?.user ?? '').split(':').map(Number);
  return [uid ?? Number.NaN, gid ?? Number.NaN];
}
