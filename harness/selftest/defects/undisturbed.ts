import { type Defect, fatalCodes } from '../defect.ts';

/** The control: a lab that always cries wolf would catch everything. */
export default {
  id: 'undisturbed',
  order: 10,
  title: { en: 'Nothing', ko: '아무것도 심지 않음' },
  expected: 'valid: every delivery received, no fatal warning',
  async hunt(lab) {
    const { control } = await lab.twins();
    const expected = control.trials.reduce((sum, { deliveries }) => sum + deliveries.expected, 0);
    const received = control.trials.reduce((sum, { deliveries }) => sum + deliveries.received, 0);
    const fatal = fatalCodes(control);
    return {
      found: `${received} of ${expected} received; ${fatal.join(', ') || 'no fatal warning'}`,
      caught: expected > 0 && received === expected && fatal.length === 0,
    };
  },
} satisfies Defect;
