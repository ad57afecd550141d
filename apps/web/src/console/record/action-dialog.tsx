import { useMutation } from '@tanstack/react-query';
import { Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useRef } from 'react';
import { ProblemNote } from './problem-note.tsx';

/**
 * A dialog that asks for what an action needs. A refused action leaves the dialog and its words as they are and says
 * why; the button waits while the action runs, so a double click sends it once.
 */
export function ActionDialog<Values extends object>(props: {
  readonly title: string;
  readonly ok: string;
  readonly danger?: boolean;
  readonly width?: number;
  readonly form?: FormInstance<Values>;
  readonly initial?: Partial<Values>;
  readonly onSubmit: (values: Values) => Promise<unknown>;
  readonly onClose: () => void;
  /** When giving up is something else than closing after the answer. */
  readonly onCancel?: () => void;
  /** Reads the record again after somebody else changed it. */
  readonly onReload?: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const body = useRef<HTMLDivElement>(null);
  // The second press of a double click comes before the button is drawn anew.
  const sending = useRef(false);
  const submit = useMutation({
    mutationFn: props.onSubmit,
    onSuccess: props.onClose,
    // Not after success: the second press may come while the dialog closes.
    onError: () => {
      sending.current = false;
    },
  });
  const send = (values: Values) => {
    if (sending.current) return;
    sending.current = true;
    submit.mutate(values);
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.ok}
      cancelText="取消"
      width={props.width ?? 480}
      okButtonProps={{ danger: props.danger, loading: submit.isPending }}
      onOk={() => form.submit()}
      onCancel={props.onCancel ?? props.onClose}
      afterOpenChange={(open) => open && focusFirst(body.current)}
      mask={{ closable: false }}
    >
      <div ref={body}>
        {submit.error && <ProblemNote error={submit.error} onReload={props.onReload} />}
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={props.initial}
          scrollToFirstError={{ focus: true }}
          onFinish={send}
        >
          {props.children}
        </Form>
      </div>
    </Modal>
  );
}

/** The keyboard starts in the first field, not on the button that closes. */
function focusFirst(body: HTMLDivElement | null): void {
  if (body?.contains(document.activeElement)) return;
  body?.querySelector<HTMLElement>('input:not([disabled]),textarea')?.focus();
}
