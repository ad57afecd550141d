import { unmaskSite } from '@wangjian/server/modules/registry/contract.ts';
import { call } from '../../../api/call.ts';
import { UnmaskDialog } from '../../record/unmask-dialog.tsx';

/** Phone and address of a site's operator in full. */
export function SiteUnmask({ siteId, onClose }: { siteId: string; onClose: () => void }) {
  return (
    <UnmaskDialog
      title="联系方式"
      onClose={onClose}
      load={async (reason) => {
        const { phones, address } = await call(unmaskSite, { params: { id: siteId }, body: { reason } });
        return [
          ['电话', phones.join('、')],
          ['地址', address],
        ];
      }}
    />
  );
}
