/** Sends one POST after the other, each when the last one was answered: they arrive in the order of their sending. */
export function postsInOrder(url: string): (message: unknown) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (message) => {
    const body = JSON.stringify(message);
    const sent = last.then(async () => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
      });
      if (!answer.ok) throw new Error(`expected a POST to be taken, got status ${answer.status}`);
    });
    // One that fails is told to its sender; the next one is sent all the same.
    last = sent.catch(() => {});
    return sent;
  };
}
