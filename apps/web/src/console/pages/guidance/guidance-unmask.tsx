import { unmaskGuidance } from '@wangjian/server/modules/guidance/contract.ts';
import { call } from '../../../api/call.ts';
import { UnmaskDialog } from '../../record/unmask-dialog.tsx';

/** Address and telephone numbers of the party in full. */
export function GuidanceUnmask({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <UnmaskDialog
      title="个人信息"
      onClose={onClose}
      load={async (reason) => {
        const { address, phone, contacts } = await call(unmaskGuidance, {
          params: { id },
          body: { reason },
        });
        return [
          ['住所（地址）', address],
          ['联系电话', phone],
          ...contacts.map(({ by, contact }) => [`反馈人 ${by}`, contact] as const),
        ];
      }}
    />
  );
}
