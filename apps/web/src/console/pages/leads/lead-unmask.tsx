import { unmaskLead } from '@wangjian/server/modules/leads/contract.ts';
import { call } from '../../../api/call.ts';
import { UnmaskDialog } from '../../record/unmask-dialog.tsx';
import { LEAD_FIELD_NAMES } from './lead-fields.tsx';

/** The persons of a lead in full. */
export function LeadUnmask({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  return (
    <UnmaskDialog
      title="个人信息"
      onClose={onClose}
      load={async (reason) => {
        const persons = await call(unmaskLead, { params: { id: leadId }, body: { reason } });
        return (['partyPhone', 'partyAddress', 'informant', 'informantPhone'] as const).map((field) => [
          LEAD_FIELD_NAMES[field],
          persons[field],
        ]);
      }}
    />
  );
}
