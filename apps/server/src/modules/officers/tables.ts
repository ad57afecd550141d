import type { Permission } from '@wangjian/core/permissions.ts';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { OrgUnit } from './contract.ts';

/** The tables of the officers module, as in migrations/. */
export type OfficerTables = {
  org_units: {
    bureau: string;
    region: string;
    id: string;
    parent_id: string | null;
    name: string;
    level: z.infer<typeof OrgUnit>['level'];
    active: boolean;
    version: number;
    created_at: Date;
  };
  officers: {
    bureau: string;
    region: string;
    id: string;
    org_id: string;
    login: string;
    name: string;
    post: string;
    disabled: boolean;
    last_sign_in_at: Date | null;
    version: number;
    created_at: Date;
  };
  officer_passwords: {
    bureau: string;
    region: string;
    officer_id: string;
    hash: string;
    set_at: Date;
    must_change: boolean;
  };
  sign_in_failures: { login: string; failures: number; last_at: Date; locked_until: Date | null };
  roles: {
    bureau: string;
    region: string;
    id: string;
    name: string;
    permissions: Permission[];
    version: number;
  };
  role_grants: {
    bureau: string;
    region: string;
    officer_id: string;
    role: string;
    grant_region: string;
    granted_by: string;
    granted_at: Date;
  };
  sessions: {
    bureau: string;
    region: string;
    id: string;
    officer_id: string;
    csrf: string;
    way: 'password' | 'oidc';
    created_at: Date;
    last_seen_at: Date;
  };
  sign_in_policies: {
    bureau: string;
    region: string;
    max_failures: number;
    lock_minutes: number;
    idle_minutes: number;
    password_days: number;
    min_length: number;
    version: number;
  };
  demo_accounts: { login: string; password: string; who: string; place: number };
};

/** The transaction with this module's tables in its types. */
export function tables(tx: ScopedTx): Transaction<OfficerTables> {
  return tx.withTables<OfficerTables>() as unknown as Transaction<OfficerTables>;
}
