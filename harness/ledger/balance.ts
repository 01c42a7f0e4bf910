import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import type { BothWays } from '../results/ledger-schema.ts';

const codes = defineErrorCodes({
  'ledger-unbalanced': 'The ledger’s classes and what the sockets counted are not the same number of bytes',
});

export const agree = (one: BothWays, other: BothWays): boolean =>
  one.up === other.up && one.down === other.down;

/** The error of a ledger that does not balance: a byte too many or too few means that a layer is misread. */
export const unbalanced = (what: string, got: BothWays, counter: string, counted: BothWays): LabError =>
  new LabError(codes['ledger-unbalanced'], {
    expected: `${what} to hold ${counted.up} bytes up and ${counted.down} down, as counted by ${counter}`,
    got: `${got.up} up and ${got.down} down`,
    remedy: 'This is a fault of the lab: please report it with the command.',
  });
