export interface ServerEvent {
  readonly id?: string;
  /** Heard by `addEventListener(name, …)`; `message` where absent. */
  readonly name?: string;
  readonly data: string;
}

/** One event as one block: its fields line by line, and the empty line that ends it. */
export function eventBlock({ id, name, data }: ServerEvent): string {
  const fields = [
    ...(id === undefined ? [] : [`id: ${oneLine(id)}`]),
    ...(name === undefined ? [] : [`event: ${oneLine(name)}`]),
    ...data.split(/\r\n|\r|\n/).map((line) => `data: ${line}`),
  ];
  return `${fields.join('\n')}\n\n`;
}

/** A line break in a name would begin a field of somebody else's choosing. */
function oneLine(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new Error(`expected one line, got ${JSON.stringify(text)}`);
  return text;
}
