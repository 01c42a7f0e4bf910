import { z } from 'zod';

/** What V8 writes with `--cpu-prof`: nodes by id, and which node each sample fell on. */
export const cpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof cpuProfile>;

/** Calls by the path that led to them; the same function called from two places is two frames. */
export interface Frame {
  readonly name: string;
  /** Microseconds spent in it and in what it called. */
  totalUs: number;
  readonly children: Map<string, Frame>;
}

/** Adds up everything below the functions of this name, as if each call to one were the same. */
export function framesBelow(profile: CpuProfile, functionName: string): Frame {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const selfUs = new Map<number, number>();
  for (const [index, id] of profile.samples.entries()) {
    selfUs.set(id, (selfUs.get(id) ?? 0) + (profile.timeDeltas[index] ?? 0));
  }
  const root: Frame = { name: functionName, totalUs: 0, children: new Map() };
  const collect = (id: number, into: Frame): number => {
    const node = nodes.get(id);
    let totalUs = selfUs.get(id) ?? 0;
    for (const child of node?.children ?? []) {
      const callee = nodes.get(child)?.callFrame;
      if (callee === undefined) continue;
      const name = nameOf(callee);
      const frame = into.children.get(name) ?? { name, totalUs: 0, children: new Map() };
      into.children.set(name, frame);
      totalUs += collect(child, frame);
    }
    into.totalUs += totalUs;
    return totalUs;
  };
  for (const { id, callFrame } of profile.nodes)
    if (callFrame.functionName === functionName) collect(id, root);
  return root;
}

/** `#report websocket/client.ts`; what has no file is V8's or the system's. */
function nameOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url
    .replace(/^node:internal\//, 'node:')
    .split('/')
    .slice(-2)
    .join('/');
  return `${functionName || 'anonymous'}${file === '' ? '' : ` ${file}`}`;
}

const WIDTH = 1_200;
const ROW = 20;
/** Narrower than this nothing can be read, and the file stays small. */
const NARROWEST = 1;
const CHARACTER = 6.6;

/** The frames as an SVG: width is time, callers above. Hovering a frame says its name and share. */
export function flameGraph(root: Frame, title: string): string {
  const rows: string[] = [];
  let depth = 0;
  const draw = (frame: Frame, x: number, row: number): void => {
    const width = (frame.totalUs / root.totalUs) * WIDTH;
    if (width < NARROWEST) return;
    depth = Math.max(depth, row);
    const share = `${((100 * frame.totalUs) / root.totalUs).toFixed(1)} %`;
    const label = frame.name.slice(0, Math.max(0, Math.floor(width / CHARACTER) - 1));
    rows.push(
      `<g transform="translate(${x.toFixed(1)} ${(row + 1.5) * ROW})"><title>${escaped(frame.name)}: ${share}</title>` +
        `<rect width="${width.toFixed(1)}" height="${ROW - 1}" fill="${colourOf(frame.name)}"/>` +
        `<text x="3" y="14">${escaped(label)}</text></g>`,
    );
    let left = x;
    for (const child of [...frame.children.values()].sort((a, b) => b.totalUs - a.totalUs)) {
      draw(child, left, row + 1);
      left += (child.totalUs / root.totalUs) * WIDTH;
    }
  };
  draw(root, 0, 0);
  const height = (depth + 3) * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="11">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="3" y="18" font-size="14">${escaped(title)}</text>`,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

/** The lab's own code, Node's, and the system below it, in colours that the colour-blind tell apart. */
function colourOf(name: string): string {
  if (!name.includes(' ')) return '#e69f00';
  return name.includes('node:') || !name.endsWith('.ts') ? '#a6cee3' : '#66c2a5';
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
