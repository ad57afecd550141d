import { z } from 'zod';

// Every message of a schema reaches a user.
z.config(z.locales.zhCN());
