import { expect, test } from 'vitest';
import { waitingOn } from './accept-queue.ts';

/** As Linux 6.1 writes it. */
const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:98AB 00000000:0000 0A 00000000:0000001F 00:00000000 00000000     0        0 1
   1: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2
   2: 0100007F:1F90 0100007F:C474 01 00000000:00000005 00:00000000 00000000     0        0 3
`;

test('the accept queue of a port is the receive queue of its listening socket', () => {
  expect([waitingOn(TABLE, 0x98ab), waitingOn(TABLE, 0x07e8)]).toEqual([31, 0]);
});

test('of a port where nobody listens, nothing is known', () => {
  expect(waitingOn(TABLE, 0x1f90)).toBeUndefined();
});
