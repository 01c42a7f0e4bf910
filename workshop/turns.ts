/** Does what it is given one after the other, also where one fails: what two quick presses must not start twice. */
export function turns(): <Value>(act: () => Value | Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const done = last.then(act);
    last = done.catch(() => {});
    return done;
  };
}
