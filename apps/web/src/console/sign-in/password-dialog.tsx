import { useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { officerSignedIn } from '../session/use-me.ts';
import { PasswordForm } from './password-form.tsx';

/** Change of the own password from the officer's menu. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return (
    <Modal open title="修改口令" footer={null} onCancel={onClose} width={420}>
      <PasswordForm
        onDone={(me) => {
          void officerSignedIn(queries, me);
          message.success('口令已修改');
          onClose();
        }}
      />
    </Modal>
  );
}
