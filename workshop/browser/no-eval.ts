import { z } from 'zod';

// Before the first schema is made: it would compile its checks by `new Function`, which the page's
// Content-Security-Policy forbids.
z.config({ jitless: true });
