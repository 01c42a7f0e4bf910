import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import type { BothWays } from '../results/ledger-schema.ts';

const codes = defineErrorCodes({
  'ledger-disturbed':
    'Clients of the ledger’s trial lost their connections, so that it counts something else',
  'ledger-unsettled': 'There was no moment at which the tap and the server’s sockets had counted the same',
  'ledger-unbalanced': 'The ledger’s classes and what the sockets counted are not the same number of bytes',
});

export const agree = (one: BothWays, other: BothWays): boolean =>
  one.up === other.up && one.down === other.down;

/** The error of a trial whose clients could not do what they should, each with how often. */
export const disturbed = (what: string, count: number): LabError =>
  new LabError(codes['ledger-disturbed'], {
    expected: 'clients that keep their connections',
    got: `${count} times: ${what}`,
    remedy: 'End what else runs on this machine, or choose a longer --heartbeat.',
  });

/** The error of a trial in which something was always on its way between the tap and the server. */
export const unsettled = (tap: BothWays, server: BothWays): LabError =>
  new LabError(codes['ledger-unsettled'], {
    expected: `the server’s sockets to count ${tap.up} bytes up and ${tap.down} down, as the tap before them`,
    got: `${server.up} up and ${server.down} down, and no agreement within seconds`,
    remedy: 'End what else runs on this machine, or choose a longer --heartbeat or --poll-interval.',
  });

/** The error of a ledger that does not balance: a byte too many or too few means that a layer is misread. */
export const unbalanced = (what: string, got: BothWays, counter: string, counted: BothWays): LabError =>
  new LabError(codes['ledger-unbalanced'], {
    expected: `${what} to hold ${counted.up} bytes up and ${counted.down} down, as counted by ${counter}`,
    got: `${got.up} up and ${got.down} down`,
    remedy: 'This is a fault of the lab: please report it with the command.',
  });
